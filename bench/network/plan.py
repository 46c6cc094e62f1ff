"""The plain description of a network at scale: two writers read it, and write the same rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from bench.network.goods import PlannedOffer, coming, offers_of, product_rows
from bench.network.invented import (
    Entry,
    collective_entries,
    farm_entries,
    households,
    schedules,
)
from bench.network.sizes import Round, Scale
from collectifs.demo.calendar import PLANNED, SILENT, comes_on
from collectifs.demo.evenings import TICK
from collectifs.demo.products import Row
from collectifs.demo.schedule import WEEK, Schedule, Slot
from commons.core.money import share

# Households join over some weeks, before the first distribution.
JOINED_BEFORE = timedelta(weeks=4)
JOINED_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Joining:
    """A household, by its place among the people, in a collective."""

    person: int
    collective: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Season:
    """A round with its habit, and the days of its distributions."""

    round: Round
    schedule: Schedule
    first_on: date
    open_day: date

    @property
    def last_on(self) -> date:
        """Also where the next one is open already, two more are planned."""
        return self.open_day + (PLANNED + 1) * WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """One distribution: who comes, who does not, how many order. `is_open`: the round's own one.

    `is_closed` once its farms have their lists; farms that are in neither list have not answered.
    """

    round: Round
    day: date
    slot: Slot
    present: tuple[str, ...]
    absent: tuple[str, ...]
    orders: int
    is_open: bool
    is_closed: bool
    number: int

    @property
    def answered_at(self) -> datetime:
        return self.slot.opens_at - timedelta(days=2)

    @property
    def told_at(self) -> datetime:
        """When the tick processes its closing."""
        return self.slot.closes_at + TICK


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that is to be written, as of `now`; the evenings in the order of their closing.

    `stalls` are the usual offers by collective and farm.
    """

    scale: Scale
    now: datetime
    collectives: list[Entry]
    farms: list[Entry]
    people: list[dict[str, str]]
    members: dict[str, list[Joining]]
    rows: list[Row]
    offers: list[PlannedOffer]
    seasons: list[Season]
    evenings: list[Evening]
    stalls: Mapping[tuple[str, str], list[PlannedOffer]] = field(repr=False)

    @property
    def past(self) -> list[Evening]:
        return [each for each in self.evenings if each.is_closed]

    @property
    def current(self) -> list[Evening]:
        return [each for each in self.evenings if not each.is_closed]


def plan_network(scale: Scale, *, now: datetime) -> Plan:
    """Describe a network; the same for the same scale and moment."""
    farms = farm_entries(scale)
    rows = product_rows(scale, farms)
    zone = ZoneInfo(settings.TIME_ZONE)
    offers = offers_of(scale, rows, farms, now.astimezone(zone).month)
    people, seasons = households(scale), _seasons(scale, zone, now)
    stalls: dict[tuple[str, str], list[PlannedOffer]] = defaultdict(list)
    for offer in offers:
        stalls[offer.collective, rows[offer.good]["farm"]].append(offer)
    return Plan(
        scale=scale,
        now=now,
        collectives=collective_entries(scale),
        farms=farms,
        people=people,
        members=_members(scale, now),
        rows=rows,
        offers=offers,
        seasons=seasons,
        evenings=_evenings(scale, seasons, farms, now),
        stalls=stalls,
    )


def _seasons(scale: Scale, zone: ZoneInfo, now: datetime) -> list[Season]:
    habits = schedules(scale)
    found = []
    for one in scale.rounds:
        schedule = Schedule.read(habits[one.collective, one.place], zone)
        opened = schedule.open_day(now)
        first = schedule.first_day(now, one.weeks) if one.weeks else opened
        found.append(Season(one, schedule, first, opened))
    return found


def _members(scale: Scale, now: datetime) -> dict[str, list[Joining]]:
    """Some households after the others; who comes round again is a member of several."""
    weeks = max(each.weeks for each in scale.rounds)
    latest, place = now - timedelta(weeks=weeks) - JOINED_BEFORE, 0
    found: dict[str, list[Joining]] = {}
    for collective, count in scale.members.items():
        places = [(place + each) % scale.households for each in range(count)]
        found[collective] = [
            Joining(each, collective, latest - timedelta(days=each % JOINED_WITHIN))
            for each in places
        ]
        place += count
    return found


def _evenings(
    scale: Scale, seasons: Sequence[Season], farms: Sequence[Entry], now: datetime
) -> list[Evening]:
    weeks = {
        (farm["slug"], each["slug"]): int(each["every_weeks"])
        for farm in farms
        for each in farm["collectives"]
    }
    days = [(season, day) for season in seasons for day in _days(season, now)]
    orders = _orders(scale, days, now)
    found = [
        _evening(season, day, _answering(scale, season, day, farms), weeks, now=now, orders=count)
        for (season, day), count in zip(days, orders, strict=True)
    ]
    return sorted(found, key=lambda each: (each.slot.closes_at, each.round.place))


def _answering(scale: Scale, season: Season, day: date, farms: Sequence[Entry]) -> Sequence[str]:
    if day > season.open_day and not scale.answer_ahead:
        return ()
    return coming(scale, season.round, farms)


def _days(season: Season, now: datetime) -> Iterator[date]:
    """Week after week, and today."""
    day, today = season.first_on, season.schedule.today(now)
    if (today - day).days % 7 and not season.round.is_outpost:
        yield today
    while day <= season.last_on:
        yield day
        day += WEEK


def _orders(scale: Scale, days: Sequence[tuple[Season, date]], now: datetime) -> list[int]:
    """How many order: as the round says where it is open, the others share what misses."""
    fixed = [season.round.orders if day == season.open_day else 0 for season, day in days]
    weights = [
        0
        if day == season.open_day or season.schedule.slot(day).opens_at > now
        else season.round.weight
        for season, day in days
    ]
    rest = share(scale.orders - sum(fixed), weights)
    return [open_ or other for open_, other in zip(fixed, rest, strict=True)]


def _evening(
    season: Season,
    day: date,
    farms: Sequence[str],
    weeks: Mapping[tuple[str, str], int],
    *,
    now: datetime,
    orders: int,
) -> Evening:
    one, slot = season.round, season.schedule.slot(day)
    silent = SILENT if slot.opens_at > now else 0
    answering = farms[: max(len(farms) - silent, 1)]
    comes = {
        farm: comes_on(weeks[farm, one.collective], day, season.open_day) for farm in answering
    }
    return Evening(
        round=one,
        day=day,
        slot=slot,
        present=tuple(farm for farm, here in comes.items() if here),
        absent=tuple(farm for farm, here in comes.items() if not here),
        orders=orders,
        is_open=day == season.open_day,
        is_closed=slot.closes_at + TICK <= now,
        number=(day - season.open_day).days,
    )
