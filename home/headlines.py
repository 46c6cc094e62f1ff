"""The latest headlines of a collective, kept in its row: the shop shows them and asks nothing.

Kept as its news is published, taken offline, moved or deleted, whoever does so (ADR 0045 says why
such rows follow signals).
"""

from datetime import date
from typing import Any, NamedTuple

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from commons.collectives.addresses import collective_path
from commons.collectives.models import Collective
from home.models import CollectivePage, NewsIndexPage, NewsPage
from home.models.news import latest_news

LATEST = 2  # as many as the foot of a shop has room for


class Headline(NamedTuple):
    title: str
    date: date
    url: str


def headlines_of(collective: Collective) -> list[Headline]:
    """As they are kept, the latest first."""
    home = collective_path(collective)
    return [
        Headline(kept["title"], date.fromisoformat(kept["date"]), f"{home}{kept['path']}")
        for kept in collective.headlines
    ]


def follow() -> None:
    """Listen to what is published; called once, when the app is ready."""
    for signal in (page_published, page_unpublished):
        signal.connect(follow_news, sender=NewsPage)
    post_delete.connect(follow_news, sender=NewsPage)
    page_published.connect(follow_news, sender=NewsIndexPage)
    post_page_move.connect(follow_move)


def follow_news(*, instance: Page, **_more: Any) -> None:
    """A piece of news, or the list, whose address is a part of those of its news."""
    site = CollectivePage.objects.ancestor_of(instance).first()
    if site is not None:
        keep_headlines(site)


def follow_move(
    *, instance: Page, parent_page_before: Page, parent_page_after: Page, **_more: Any
) -> None:
    """Those of the site that it left and of the one where it is now."""
    if not isinstance(instance.specific, NewsPage):
        return
    for parent in (parent_page_before, parent_page_after):
        for site in CollectivePage.objects.ancestor_of(parent):
            keep_headlines(site)


def keep_headlines(site: CollectivePage) -> None:
    """Store the latest of a site's news in the row of its collective."""
    kept = [
        {
            "title": page.title,
            "date": page.date.isoformat(),
            "path": page.url_path.removeprefix(site.url_path),
        }
        for page in latest_news(site)[:LATEST]
    ]
    Collective.objects.filter(pk=site.collective_id).update(headlines=kept)
