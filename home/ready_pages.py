"""The pages that a new collective's site has at once: who we are, how it works, join, write to us.

They are made when the collective is founded; a site from before, where nobody has written a page,
gets them from `sync_groups`. While one page stands, what an editor took away stays away. Their
words are the editors' to change; dates, places, farms and figures fill themselves in.
"""

import json
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from home.models import CollectivePage, ContactPage, ContentPage

WORDS = Path(__file__).parent / "data" / "ready_pages.json"


def add_ready_pages(site: CollectivePage) -> None:
    """Put them below a new site, published; in French, as what editors write."""
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    for entry in words["pages"]:
        content = [tuple(block) for block in entry.pop("content")]
        _add(ContentPage(**_named(entry, site), content=content), site)
    _add(ContactPage(**_named(words["contact"], site)), site)


def sites_without_words() -> list[CollectivePage]:
    """Sites where no page is written, online or not."""
    sites = CollectivePage.objects.select_related("collective").order_by("path")
    pages = [*_paths(ContentPage), *_paths(ContactPage)]
    written = {path[: -Page.steplen] for path in pages}
    return [site for site in sites if site.path not in written]


def _paths(kind: type[Page]) -> QuerySet[Any]:
    paths: QuerySet[Any] = kind.objects.values_list("path", flat=True)
    return paths


def _named(entry: dict[str, str], site: CollectivePage) -> dict[str, Any]:
    introduction = entry["introduction"].format(name=site.title)
    return entry | {"introduction": introduction, "show_in_menus": True}


def _add(page: Page, site: CollectivePage) -> None:
    site.add_child(instance=page)
    page.save_revision().publish()
