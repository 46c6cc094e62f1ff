"""A collective's site in five fields: what they hold is read from its pages, and written there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup
from django.utils.html import format_html_join

from commons.accounts.models import User
from commons.collectives.legal import IDENTITY
from commons.collectives.models import Collective
from commons.collectives.services import set_legal_identity
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from commons.core.models import CollectifsImage
from commons.core.sent_files import Picture, keep_picture
from home.exceptions import DraftWaits
from home.models import CollectivePage, ContentPage

type Block = dict[str, Any]
"""As a stream stores it: type, value, id."""


@dataclass(frozen=True, slots=True)
class SiteWords:
    """`picture_text` is read aloud for the picture; `where` is of several lines."""

    sentence: str = ""
    picture_text: str = ""
    where: str = ""
    dues: str = ""
    contact_email: str = ""
    phone: str = ""


def words_of(collective: Collective) -> SiteWords:
    """As they stand on the site."""
    site: CollectivePage = collective.page
    return SiteWords(
        sentence=site.introduction,
        picture_text=site.picture.description if site.picture else "",
        where=_plain(_said(site, "way", "text")),
        dues=_said(site, "join", "dues"),
        contact_email=collective.contact_email,
        phone=collective.phone,
    )


@write
def fill_site(
    *,
    collective: Collective,
    words: SiteWords,
    picture: Picture | None = None,
    actor: User | None,
    now: datetime,
) -> Collective:
    """Write the words into the pages of a site, each as a revision, and publish them.

    What is said as before is left as it is, and so is a page where nothing changes. Dues go
    wherever one is called to join. Raises ``DraftWaits``, and what ``set_legal_identity`` raises.
    """
    held = hold_rows(Collective.objects.filter(pk=collective.pk))[0]
    before, site = words_of(held), held.page
    if picture:
        site.picture = _kept(picture, words, site, actor)
    elif words.picture_text != before.picture_text and site.picture:
        site.picture.description = words.picture_text
        site.picture.save(update_fields=["description"])
    if words.dues != before.dues:
        for page in _pages_that_call(site):
            _say(page, "join", dues=words.dues)
            _publish(page, actor)
        _say(site, "join", dues=words.dues)
    if words.where != before.where:
        _say(site, "way", text=_paragraphs(words.where))
    site.introduction = words.sentence
    if picture or _of_pages(words) != _of_pages(before):
        _publish(site, actor)
    said = {"contact_email": words.contact_email, "phone": words.phone}
    if any(getattr(before, name) != value for name, value in said.items()):
        identity = {name: getattr(held, name) for name in IDENTITY} | said
        set_legal_identity(publisher=held, identity=identity, actor=actor, now=now)
    record(actor=actor, action="fill_site", target=held, now=now)
    return held


def _of_pages(words: SiteWords) -> tuple[str, ...]:
    """What pages themselves hold."""
    return (words.sentence, words.where, words.dues)


def _kept(
    picture: Picture, words: SiteWords, site: CollectivePage, actor: User | None
) -> CollectifsImage:
    """Among the files of the site, for its editors to use elsewhere too."""
    image = keep_picture(picture, title=site.title, description=words.picture_text)
    image.is_content, image.collection, image.uploaded_by_user = True, site.files, actor
    image.save(update_fields=["is_content", "collection", "uploaded_by_user"])
    return image


def _pages_that_call(site: CollectivePage) -> Iterator[ContentPage]:
    for page in ContentPage.objects.live().child_of(site):
        if any(block["type"] == "join" for block in page.content.raw_data):
            yield page


def _say(page: CollectivePage | ContentPage, kind: str, **said: str) -> None:
    """In the first block of a kind; in a new one, at the end, where the page has none."""
    blocks: list[Block] = [dict(block) for block in page.content.raw_data]
    named = [block for block in blocks if block["type"] == kind]
    first: Block = named[0] if named else {"type": kind, "value": {"title": ""}}
    if not named:
        blocks.append(first)
    first["value"] = {**first["value"], **said}
    page.content = page.content.stream_block.to_python(blocks)


def _said(page: CollectivePage, kind: str, name: str) -> str:
    values: Iterator[Mapping[str, Any]] = (
        block["value"] for block in page.content.raw_data if block["type"] == kind
    )
    return str(next(values, {}).get(name) or "")


def _publish(page: CollectivePage | ContentPage, actor: User | None) -> None:
    if page.has_unpublished_changes or page.locked:
        raise DraftWaits(page=page.title)
    revision = page.save_revision(user=actor, log_action=True)
    revision.publish(user=actor)


def _paragraphs(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))


def _plain(html: str) -> str:
    """Its lines, without what an editor made bold."""
    parts = BeautifulSoup(html, "html.parser").find_all(["p", "li"])
    return "\n".join(part.get_text() for part in parts)
