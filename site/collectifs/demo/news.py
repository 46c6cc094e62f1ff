"""The demo's news, over the months before today, and its events, around today."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.text import slugify

from collectifs.demo.data_files import read_json
from collectifs.demo.site_parts import draw_for, paragraphs, write
from home.models import CollectivePage, EventIndexPage, EventPage, NewsIndexPage, NewsPage

type Entry = Mapping[str, Any]


def write_news(most: int, *, now: datetime) -> int:
    """Add and publish `most` pieces of news at most, the first first; how many."""
    homes = _homes()
    told = _of(homes, read_json("news")[:most])
    for one in sorted(told, key=lambda one: -one["days_ago"]):
        home = homes[one["collective"]]
        page = NewsPage(summary=one["summary"], author=one["author"])
        page.date = _day(home, now, -one["days_ago"])
        _add(page, NewsIndexPage.objects.child_of(home).get(), one, home)
    return len(told)


def write_events(most: int, *, now: datetime) -> int:
    """Add and publish `most` events at most; how many."""
    homes = _homes()
    told = _of(homes, read_json("events")[:most])
    for one in told:
        home = homes[one["collective"]]
        zone, day = home.collective.zone, _day(home, now, one["in_days"])
        starts_at = datetime.combine(day, time.fromisoformat(one["starts"]), zone)
        page = EventPage(summary=one["summary"], starts_at=starts_at, place=one["place"])
        page.ends_at = starts_at + timedelta(hours=one["hours"])
        page.pickup_place = None if one["place"] else home.collective.places.first()
        _add(page, EventIndexPage.objects.child_of(home).get(), one, home)
    return len(told)


def _homes() -> dict[str, CollectivePage]:
    rows = CollectivePage.objects.select_related("collective", "files")
    return {home.collective.slug: home for home in rows}


def _of(homes: Mapping[str, CollectivePage], told: list[Entry]) -> list[Entry]:
    """What is told of the collectives that are there."""
    return [one for one in told if one["collective"] in homes]


def _day(home: CollectivePage, now: datetime, days: int) -> Any:
    return (now + timedelta(days=days)).astimezone(home.collective.zone).date()


def _add(
    page: NewsPage | EventPage,
    section: NewsIndexPage | EventIndexPage,
    one: Entry,
    home: CollectivePage,
) -> None:
    page.title, page.slug = one["title"], slugify(one["title"])
    page.picture = draw_for(home, page.slug, one)
    page.content = [("text", paragraphs(one["text"]))]
    section.add_child(instance=page)
    write(page, {})
