"""Find a collective: near a commune or a position, else every one, the next date first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.collectives.models import Collective, Commune
from commons.collectives.selectors import distance_km, find_communes, is_paused
from commons.core import dates
from commons.core.dates import CalendarTile, WindowState
from commons.core.typography import of_place
from distributions.addresses import next_shop_path, shop_path
from distributions.calendar import next_distributions, window_of
from distributions.models import Distribution, PickupPlace
from distributions.presentation import pause_of

AMBER = timedelta(hours=48)
COUNTDOWN = timedelta(hours=24)
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Where:
    """Where a person is: `text` as typed, `name` as found; without a position, anywhere."""

    text: str = ""
    name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    others: tuple[Commune, ...] = ()

    @property
    def around(self) -> str:
        """The name after "autour": "d’Autun", "du Creusot", "de vous"; bare in English."""
        return of_place(self.name) if (get_language() or "fr").startswith("fr") else self.name

    @property
    def is_unknown(self) -> bool:
        return bool(self.text) and self.latitude is None


@dataclass(frozen=True, slots=True)
class Found:
    """A collective as the list shows it. `state`: timer, open, soon or closed."""

    name: str
    url: str
    place: PickupPlace | None
    distance: float | None
    tile: CalendarTile | None
    when: str
    state: str
    label: str
    farms: int

    @property
    def kilometres(self) -> str:
        return "" if self.distance is None else f"{max(1, round(self.distance))}"


def where_of(asked: QueryDict) -> Where:
    """Read `?lieu=` (a postcode or a commune) or `?lat=&lon=`; what cannot be read is nowhere."""
    text = asked.get("lieu", "").strip()[:LONGEST]
    here = _position(asked)
    if here.latitude is not None or not text:
        return here
    communes = find_communes(text)
    if not communes:
        return Where(text)
    first, *others = communes
    return Where(text, first.name, first.latitude, first.longitude, tuple(others))


def _position(asked: QueryDict) -> Where:
    try:
        latitude, longitude = float(asked.get("lat", "")), float(asked.get("lon", ""))
    except ValueError:
        return Where()
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return Where()
    return Where(name=_("you"), latitude=latitude, longitude=longitude)


def find_collectives(where: Where, now: datetime) -> list[Found]:
    """Every collective: by distance from a position, else the next date first; never empty."""
    engaged = Q(engagements__state="active")
    collectives = Collective.objects.annotate(farms=Count("engagements", filter=engaged))
    coming = {
        each.collective_id: each for each in next_distributions(Collective.objects.all(), now)
    }
    places = _places([each.pk for each in collectives if each.pk not in coming])
    found = [
        _found(each, coming.get(each.pk), places.get(each.pk), where=where, now=now)
        for each in sorted(collectives, key=lambda each: _by_date(coming.get(each.pk)))
    ]
    if where.latitude is None:
        return found
    return sorted(found, key=lambda each: (each.distance is None, each.distance))


def _by_date(distribution: Distribution | None) -> tuple[bool, Any]:
    return (distribution is None, distribution.starts_at if distribution else 0)


def _places(collective_ids: list[int]) -> dict[int, PickupPlace]:
    """A place for those without a distribution to come."""
    rows = PickupPlace.objects.filter(collective__in=collective_ids, is_active=True)
    return {place.collective_id: place for place in rows.order_by("-pk")}


def _found(
    collective: Any,
    coming: Distribution | None,
    place: PickupPlace | None,
    *,
    where: Where,
    now: datetime,
) -> Found:
    place = coming.place if coming else place
    zone = collective.zone
    state, label = _state(coming, now)
    tile = dates.calendar_tile(coming.starts_at, zone) if coming else None
    when = _("No date announced")
    if coming:
        hours = dates.hours_range(coming.starts_at, coming.ends_at, zone)
        when = f"{dates.weekday(coming.starts_at, zone).capitalize()}, {hours}"
    if is_paused(collective, now.astimezone(zone).date()) and state not in {"open", "timer"}:
        when, state, label = pause_of(collective), "closed", _("Orders closed")
    return Found(
        name=collective.name,
        url=shop_path(coming) if coming else next_shop_path(collective),
        place=place,
        distance=_distance(where, place),
        tile=tile,
        when=when,
        state=state,
        label=label,
        farms=collective.farms,
    )


def _distance(where: Where, place: PickupPlace | None) -> float | None:
    if place is None or where.latitude is None or where.longitude is None:
        return None
    return distance_km(where.latitude, where.longitude, place.latitude, place.longitude)


def _state(distribution: Distribution | None, now: datetime) -> tuple[str, str]:
    """Say where the orders stand: "Clôture jeudi, 12 h", "Clôture dans 5 h 40"…"""
    if distribution is None:
        return "closed", _("Orders closed")
    zone, state = distribution.collective.zone, window_of(distribution, now)
    if state is WindowState.OPEN and distribution.closes_at:
        return _until(distribution.closes_at, now, dates.soon(distribution.closes_at, now, zone))
    if state is WindowState.UPCOMING and distribution.opens_at:
        opening = dates.soon(distribution.opens_at, now, zone)
        return "soon", _("Opens %(moment)s") % {"moment": opening}
    return "closed", _("Orders closed")


def _until(closes_at: datetime, now: datetime, closing: str) -> tuple[str, str]:
    left = closes_at - now
    if left < COUNTDOWN:
        return "timer", _("Closes in %(left)s") % {"left": dates.remaining(left)}
    if left < AMBER:
        return "timer", _("Closing %(moment)s") % {"moment": closing}
    return "open", _("Open until %(moment)s") % {"moment": closing}
