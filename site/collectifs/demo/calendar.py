"""The demo's distributions, and which farms come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Max

from collectifs.demo.data_files import read_json
from collectifs.demo.schedule import WEEK, Schedule
from collectifs.demo.sizes import Size
from commons.collectives.models import Collective
from distributions.models import Attendance, Distribution, PickupPlace
from distributions.services import create_distribution, create_series
from farms.models import Farm
from shop.listings.services import mark_absent, mark_present

MAIN = "vallee-claire"
PLANNED = 2
# Farms that have not answered yet for a distribution that is only planned.
SILENT = 3


@dataclass(frozen=True, slots=True)
class Habit:
    """A collective with its place and schedule, and how often each farm comes."""

    collective: Collective
    place: PickupPlace
    schedule: Schedule
    every_weeks: Mapping[str, int]


def habits(entries: Iterable[Mapping[str, Any]]) -> Iterator[Habit]:
    """Those of the collectives that are (still) there, described as in `collectives.json`."""
    for entry in entries:
        place = entry["places"][0]["slug"]
        found = PickupPlace.objects.filter(collective__slug=entry["slug"], slug=place)
        for row in found.select_related("collective__network"):
            schedule = Schedule.read(entry["schedule"], row.collective.zone)
            yield Habit(row.collective, row, schedule, _weeks_between(entry["slug"]))


def _weeks_between(collective: str) -> dict[str, int]:
    return {
        farm["slug"]: each["every_weeks"]
        for farm in read_json("farms")
        for each in farm["collectives"]
        if each["slug"] == collective
    }


def plan_calendar(habit: Habit, size: Size, *, now: datetime) -> list[Distribution]:
    """Past, open and planned distributions by a calendar, and one today for the main collective."""
    schedule, open_day = habit.schedule, habit.schedule.open_day(now)
    is_main = habit.collective.slug == MAIN
    first = schedule.first_day(now, size.past if is_main else size.past // 2)
    create_series(
        collective=habit.collective,
        place=habit.place,
        first_on=first,
        last_on=open_day + PLANNED * WEEK,
        starts_at=schedule.starts,
        ends_at=schedule.ends,
        opens_time=schedule.opens_time,
        closes_time=schedule.closes_time,
        opens_days_before=schedule.opens_days_before,
        closes_days_before=schedule.closes_days_before,
        now=now - timedelta(weeks=12),
    )
    if is_main:
        ensure_today(habit, now=now)
    return list(Distribution.objects.of(habit.collective).order_by("starts_at"))


def ensure_today(habit: Habit, *, now: datetime) -> list[Distribution]:
    """Add a distribution today unless there is one; the new one, if any."""
    return _add(habit, [habit.schedule.today(now)], now=now)


def ensure_open(habit: Habit, *, now: datetime) -> list[Distribution]:
    """Add what misses so that one can order now and two more are planned; the new ones."""
    first = habit.schedule.open_day(now)
    added = _add(habit, [first + week * WEEK for week in range(PLANNED + 1)], now=now)
    if Distribution.objects.of(habit.collective).open_at(now).exists():
        return added
    # The day is taken by one that was moved or closed by hand: another day, then.
    today = habit.schedule.today(now)
    others = (today + timedelta(days=days) for days in range(3, 8))
    return added + _add(habit, others, now=now, most=1)


def _add(
    habit: Habit, days: Iterable[date], *, now: datetime, most: int = 100
) -> list[Distribution]:
    taken = set(
        Distribution.objects.standing().filter(place=habit.place).values_list("day", flat=True)
    )
    added: list[Distribution] = []
    for day in days:
        if day in taken or len(added) == most:
            continue
        slot = habit.schedule.slot(day)
        added.append(
            create_distribution(
                collective=habit.collective,
                place=habit.place,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                opens_at=slot.opens_at,
                closes_at=slot.closes_at,
                now=now,
            )
        )
    return added


def answer_for_farms(
    habit: Habit, distributions: Iterable[Distribution], rng: Random, *, now: datetime
) -> int:
    """Let the farms say whether they come; how many do. Some wait where it is only planned."""
    farms = list(Farm.objects.engaged_with(habit.collective, on=habit.schedule.today(now)))
    anchor = _anchor(habit, now)
    count = 0
    for distribution in distributions:
        silent = _silent(distribution, farms, rng, now)
        for farm in farms:
            if farm not in silent:
                count += _answer(habit, distribution, farm, anchor=anchor, now=now)
    return count


def _silent(
    distribution: Distribution, farms: list[Farm], rng: Random, now: datetime
) -> list[Farm]:
    opens = distribution.opens_at
    is_planned = opens is not None and opens > now
    return rng.sample(farms, min(SILENT, len(farms) // 4)) if is_planned else []


def _answer(
    habit: Habit, distribution: Distribution, farm: Farm, *, anchor: date, now: datetime
) -> bool:
    comes = comes_on(habit.every_weeks.get(farm.slug, 1), distribution.day, anchor)
    at = min(now, (distribution.opens_at or now) - timedelta(days=2))
    answer = mark_present if comes else mark_absent
    answer(distribution=distribution, farm=farm, actor=None, now=at)
    return comes


def _anchor(habit: Habit, now: datetime) -> date:
    """The last day at which the farm that does not come each week does, else the open day."""
    seldom = [slug for slug, weeks in habit.every_weeks.items() if weeks > 1]
    came = Attendance.objects.present().filter(
        distribution__collective=habit.collective, farm__slug__in=seldom
    )
    day: date | None = came.aggregate(last=Max("distribution__day"))["last"]
    return day or habit.schedule.open_day(now)


def comes_on(every_weeks: int, day: date, anchor: date) -> bool:
    """Whether a farm comes on a day; it does on the anchor, and every so many weeks from it."""
    return (abs((day - anchor).days) // 7) % every_weeks == 0
