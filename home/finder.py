"""Find a collective: by its name, near a commune or a position, else every one by its next date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import cos, radians, sin
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Cos, Radians, Sin
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from commons.collectives.models import Collective
from commons.collectives.selectors import distance_km, is_paused
from commons.core import dates
from commons.core.alphabet import by_name
from commons.core.dates import CalendarTile, WindowState
from commons.core.questions import GivenMoment, Moment, Question, question
from distributions.addresses import next_shop_path, shop_path
from distributions.calendar import window_of, with_next
from distributions.models import Distribution, PickupPlace
from distributions.presentation import pause_of
from home.where import Where

NEAR_KM = 60  # that one drives to collect
AMBER = timedelta(hours=48)
COUNTDOWN = timedelta(hours=24)

type Ids = tuple[int, int | None, int | None]  # of a collective, its next distribution, its place


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
    def pin(self) -> str:
        """Where its place stands on the map on tap: "46.87 4.57", or nowhere."""
        position = self.place.position if self.place else None
        return "" if position is None else "{} {}".format(*position)

    @property
    def kilometres(self) -> str:
        return "" if self.distance is None else f"{max(1, round(self.distance))}"


class Finder(Paginator[Ids]):
    """Pages of all collectives, in some order: how many they are asks for no order."""

    def __init__(self, where: Where, now: datetime, per_page: int) -> None:
        super().__init__((), per_page)
        self.where, self.now = where, now

    @cached_property
    def count(self) -> int:
        return Collective.objects.count()

    def page(self, number: int | str) -> Page[Ids]:
        valid = self.validate_number(number)
        return Page(self._of_page(valid), valid, self)

    def _of_page(self, number: int) -> list[Ids]:
        first, end = (number - 1) * self.per_page, number * self.per_page
        if self.where == Where():
            return _anywhere(first, end).ask(now=self.now)
        return list(_in_order(self.where, self.now)[first:end])


@lru_cache(maxsize=50)
def _anywhere(first: int, end: int) -> Question[Ids]:
    """Of all collectives, wherever one is: what everybody opens."""
    return question(lambda: _in_order(Where(), GivenMoment("now"))[first:end])


def _in_order(where: Where, now: Moment) -> QuerySet[Any, Ids]:
    """Of every collective: first those that are named, then the nearest, else by the next date."""
    order = [F("coming__starts_at").asc(nulls_last=True), by_name("name").asc(), F("pk").asc()]
    if where.latitude is not None and where.longitude is not None:
        nearness = _nearness(where.latitude, where.longitude)
        order.insert(0, nearness.desc(nulls_last=True))
    if where.named:
        turns = [When(pk=pk, then=Value(turn)) for turn, pk in enumerate(where.named)]
        order.insert(0, Case(*turns, default=len(turns)).asc())
    collectives = _with_place(with_next(Collective.objects.all(), now)).order_by(*order)
    ids: QuerySet[Any, Ids] = collectives.values_list("pk", "coming__pk", "place__pk")
    return ids


def _with_place(collectives: QuerySet[Any]) -> Any:
    """Join `place`: where the next distribution is, else the first place in use."""
    places = PickupPlace.objects.filter(collective=OuterRef("pk"), is_active=True).order_by("pk")
    its = Coalesce("coming__place", Subquery(places.values("pk")[:1]))
    return collectives.annotate(place=FilteredRelation("places", condition=Q(places__pk=its)))


def _nearness(latitude: float, longitude: float) -> Any:
    """The cosine of the angle between a position and each `place`, in SQL."""
    lat, lon = Radians("place__latitude"), Radians("place__longitude")
    north, east = radians(latitude), radians(longitude)
    return Sin(lat) * sin(north) + Cos(lat) * Cos(lon - east) * cos(north)


def find_collectives(chosen: Iterable[Ids], where: Where, now: datetime) -> list[Found]:
    """Those collectives as the list shows them, in that order."""
    ids = list(chosen)
    farms = Count("engagements", filter=Q(engagements__state="active"))
    collectives = Collective.objects.annotate(farms=farms).in_bulk([pk for pk, _, _ in ids])
    coming = Distribution.objects.in_bulk([pk for _, pk, _ in ids if pk])
    places = PickupPlace.objects.in_bulk([pk for _, _, pk in ids if pk])
    return [
        _found(collectives[pk], coming.get(next_id), places.get(place_id), where=where, now=now)
        for pk, next_id, place_id in ids
    ]


def too_far(found: Iterable[Found]) -> str:
    """In kilometres, how far the first of a list is where that is far; else nothing."""
    first = next(iter(found), None)
    if first is None or first.distance is None or first.distance <= NEAR_KM:
        return ""
    return first.kilometres


def _found(
    collective: Any,
    coming: Distribution | None,
    place: PickupPlace | None,
    *,
    where: Where,
    now: datetime,
) -> Found:
    zone = collective.zone
    tile, when = None, _("No date announced")
    if coming:
        coming.collective = collective
        tile = dates.calendar_tile(coming.starts_at, zone)
        hours = dates.hours_range(coming.starts_at, coming.ends_at, zone)
        when = f"{dates.weekday(coming.starts_at, zone).capitalize()}, {hours}"
    state, label = _state(coming, now)
    if is_paused(collective, now.astimezone(zone).date()) and state not in {"open", "timer"}:
        when, state, label = pause_of(collective), "closed", _("Orders closed")
    return Found(
        name=collective.name,
        url=shop_path(coming) if coming else next_shop_path(collective),
        place=place,
        distance=None if collective.pk in where.named else _distance(where, place),
        tile=tile,
        when=when,
        state=state,
        label=label,
        farms=collective.farms,
    )


def _distance(where: Where, place: PickupPlace | None) -> float | None:
    position = place.position if place else None
    if position is None or where.latitude is None or where.longitude is None:
        return None
    return distance_km(where.latitude, where.longitude, *position)


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
