"""The demo's guides: most are published, one waits for the network's review."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Collection, Page

from collectifs.demo.data_files import DATA, read_json, read_text
from commons.accounts.models import User
from commons.collectives.groups import collective_group, network_group
from commons.collectives.models import Role, RoleInNetwork
from commons.core.models import CollectifsDocument
from home.guides.themes import themes_in
from home.models import GuidePage, GuideShelf, GuidesPage


def make_guides(*, now: datetime, proposes: bool = True) -> int:
    """Write the guides of `guides.json`, each by its collective; how many they are.

    Without `proposes` none waits for the network's review, of which a mail tells.
    """
    entries = read_json("guides")
    guides = {entry["slug"]: _write(entry, now) for entry in entries}
    for entry in entries:
        guide = guides[entry["slug"]]
        guide.related = [("guide", guides[slug]) for slug in entry["related"]]
        _publish(guide, awaits=proposes and entry.get("awaits_review", False))
    return len(guides)


def _write(entry: Mapping[str, Any], now: datetime) -> GuidePage:
    shelf: Any = GuideShelf.objects.filter(collective__slug=entry["collective"]).first()
    parent = shelf or GuidesPage.objects.get()
    guide = GuidePage(
        **{name: entry[name] for name in ("slug", "title", "introduction", "level")},
        theme=_theme(entry["theme"]),
        is_for_members=entry.get("is_for_members", False),
        reviewed_on=now.date() - timedelta(days=entry["reviewed_days_ago"]),
        content=[("text", read_text(f"fiches/{entry['slug']}.html"))],
        attachments=_attachments(entry.get("attachment"), parent.files),
        live=False,
        owner=_writer(parent),
    )
    made: GuidePage = parent.add_child(instance=guide)
    return made


def _theme(name: str) -> str:
    themes = themes_in(GuidesPage.objects.get().themes)
    return next(theme.id for theme in themes if theme.name == name)


def _attachments(entry: Mapping[str, str] | None, files: Collection) -> list[tuple[str, Any]]:
    if entry is None:
        return []
    content = (DATA / "fiches" / entry["file"]).read_bytes()
    document = CollectifsDocument(title=entry["title"], collection=files, file_size=len(content))
    document.file.save(entry["file"], ContentFile(content), save=False)
    document.save(force_insert=True)
    return [("document", {"document": document, "title": entry["title"]})]


def _writer(parent: Page) -> User | None:
    if isinstance(parent, GuideShelf):
        return _one_of(collective_group(parent.collective, Role.EDITOR))
    return _one_of(network_group(RoleInNetwork.EDITOR))


def _one_of(group: str) -> User | None:
    found: User | None = User.objects.filter(groups__name=group).first()
    return found


def _publish(guide: GuidePage, *, awaits: bool) -> None:
    revision = guide.save_revision(user=guide.owner)
    workflow = guide.get_workflow() if awaits else None
    if workflow:
        workflow.start(guide, guide.owner)
    else:
        # Proposed and approved long ago: an editor of the network may not touch a draft before.
        editor = _one_of(network_group(RoleInNetwork.EDITOR))
        revision.publish(user=editor, skip_permission_checks=True)
