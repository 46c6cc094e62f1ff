"""Atom feeds (RFC 4287), by Django's own writer."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page


def atom_of(news: Iterable[Any], listed: Page, author: str) -> str:
    """A feed of news, which `listed` shows as a page; `author` wrote what names nobody."""
    feed = Atom1Feed(
        title=f"{author}, {listed.title}",
        link=listed.full_url,
        description=None,
        language="fr",
        feed_url=f"{listed.full_url}flux/",
    )
    for each in news:
        noon = datetime.combine(each.date, time(12), UTC)
        feed.add_item(
            title=each.title,
            link=each.full_url,
            description=each.summary,
            unique_id=each.full_url,
            pubdate=each.first_published_at or noon,
            updateddate=each.last_published_at or noon,
            author_name=each.author or author,
        )
    written: str = feed.writeString("utf-8")
    return written
