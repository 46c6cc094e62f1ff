"""Events for calendars (RFC 5545) and for search engines (https://schema.org)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from commons.collectives.models import Collective
from commons.core.dates import closing
from commons.core.web import absolute
from distributions.addresses import shop_path
from distributions.models import Distribution
from distributions.moves import address_of
from distributions.schema_org import collective_facts, place_facts

CALENDAR = "text/calendar; charset=utf-8"


def calendar_of(events: Iterable[Any]) -> HttpResponse:
    """One file for some events. Changed ones take the place of those that were read before: the
    same UID, whatever the page's address, and a sequence that grows.
    """
    return _file(map(_entry, events))


def calendar_of_dates(dates: Iterable[Distribution], now: datetime) -> HttpResponse:
    """The same, of distributions, for a calendar that follows them: it reads all of them anew."""
    return _file(_entry_of_date(each, now) for each in dates)


def _file(entries: Iterable[Any]) -> HttpResponse:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Collectifs//FR")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(entry)
    response = HttpResponse(calendar.to_ical(), content_type=CALENDAR)
    response["Content-Disposition"] = 'attachment; filename="agenda.ics"'
    return response


def _entry(event: Any) -> Any:
    from icalendar import Event

    entry, changed = Event(), event.last_published_at or event.starts_at
    entry.add("uid", f"{event.translation_key}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("sequence", int(changed.timestamp()) if event.last_published_at else 0)
    entry.add("dtstamp", changed)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", event.title)
    entry.add("description", event.summary)
    if event.where:
        entry.add("location", event.where)
    entry.add("url", absolute(event.url))
    return entry


def _entry_of_date(distribution: Distribution, now: datetime) -> Any:
    """Its place and collective are read. One that was cancelled says so, and is struck out."""
    from icalendar import Event

    collective, place, entry = distribution.collective, distribution.place, Event()
    entry.add("uid", f"{distribution.uid}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("dtstamp", now)
    entry.add("dtstart", distribution.starts_at)
    entry.add("dtend", distribution.ends_at)
    entry.add("summary", f"{collective.name}, {place.name}")
    entry.add("status", "CANCELLED" if distribution.cancelled_at else "CONFIRMED")
    if distribution.closes_at:
        closes = closing(distribution.closes_at, collective.zone)
        entry.add("description", _("Orders until %(closes)s.") % {"closes": closes})
    entry.add("location", address_of(place))
    entry.add("url", absolute(shop_path(distribution)))
    return entry


def event_facts(event: Any, collective: Collective) -> dict[str, Any]:
    """Of an `Event`, in the collective's time zone."""
    facts = {
        "name": event.title,
        "description": event.summary,
        "startDate": event.starts_at.astimezone(collective.zone).isoformat(),
        "endDate": event.ends_at.astimezone(collective.zone).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": absolute(event.url),
        "organizer": {"@type": "Organization", **collective_facts(collective)},
    }
    if event.own_place:
        return facts | {"location": place_facts(event.own_place)}
    return facts | ({"location": {"@type": "Place", "name": event.place}} if event.place else {})
