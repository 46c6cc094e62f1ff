"""A calendar that runs: its hours change, it stops and goes on, one of its dates is removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from distributions.exceptions import DateHasOrders, DistributionGone, InvalidHours, NoDateLeft
from distributions.models import Distribution, DistributionSeries, FormerSlug
from distributions.recurrence import days_of
from distributions.services.calendars import drop, plan_slots, slot_on, taken_days
from distributions.slots import check_slot

HOURS = (
    *("place", "starts_at", "ends_at", "opens_days_before", "opens_time"),
    *("closes_days_before", "closes_time"),
)


@dataclass(frozen=True, slots=True)
class Stopped:
    """How many dates are removed, and which stand because somebody has ordered."""

    removed: int
    kept: list[Distribution]


@dataclass(frozen=True, slots=True)
class Resumed:
    """How many dates are planned, and on which days the place was taken."""

    planned: int
    taken: list[date]


@write
def set_series_hours(
    *, series: DistributionSeries, hours: Mapping[str, Any], actor: User | None, now: datetime
) -> DistributionSeries:
    """Give a calendar another place, hours or windows; ``hours`` by the names of ``HOURS``.

    Its dates follow in `home.backoffice.season_services.change_season`. Raises ``InvalidHours``.
    """
    if hours["starts_at"] >= hours["ends_at"]:
        raise InvalidHours
    for name in HOURS:
        setattr(series, name, hours[name])
    series.save(update_fields=HOURS)
    record(actor=actor, action="set_series_hours", target=series, now=now)
    return series


@write
def stop_series(
    *, series: DistributionSeries, from_on: date, actor: User | None, now: datetime
) -> Stopped:
    """Remove the dates of a calendar from a day on; those with orders stand.

    What goes with them is held first in `home.backoffice.season_services.stop_season`.
    """
    rows = series.distributions.standing().filter(day__gte=from_on, starts_at__gt=now)
    coming = hold_rows(rows.select_related("place"), to_delete=True)
    free = [each for each in coming if not each.last_order_number]
    drop(free, now)
    series.stopped_on = from_on
    series.save(update_fields=["stopped_on"])
    data = {"from": from_on.isoformat(), "count": len(free)}
    record(actor=actor, action="stop_series", target=series, data=data, now=now)
    return Stopped(len(free), [each for each in coming if each.last_order_number])


@write
def resume_series(
    *, series: DistributionSeries, from_on: date, actor: User | None, now: datetime
) -> Resumed:
    """Plan the dates of the rule that are not there, from a day on, but where the place is taken.

    Raises ``NoDateLeft``, and what ``check_slot`` does.
    """
    held = hold_rows(DistributionSeries.objects.filter(pk=series.pk).select_related("place"))[0]
    there = _days_had(held)
    missing = [day for day in days_of(held.rule) if day >= from_on and day not in there]
    taken = taken_days(held.place, missing)
    slots = {day: slot_on(held, day) for day in missing if day not in taken}
    if not slots:
        raise NoDateLeft
    for slot in slots.values():
        check_slot(slot, held.collective)
    plan_slots(held, slots)
    held.stopped_on = None
    held.save(update_fields=["stopped_on"])
    data = {"from": from_on.isoformat(), "count": len(slots)}
    record(actor=actor, action="resume_series", target=held, data=data, now=now)
    return Resumed(len(slots), taken)


def _days_had(series: DistributionSeries) -> set[date]:
    """The days of its dates, and those from which some were moved: their addresses tell them."""
    days = set(series.distributions.values_list("day", flat=True))
    former = FormerSlug.objects.filter(distribution__series=series)
    return days | {date.fromisoformat(slug[:10]) for slug in former.values_list("slug", flat=True)}


@write
def delete_distribution(
    *, distribution: Distribution, actor: User | None, now: datetime
) -> DistributionSeries | None:
    """Remove one date that nobody ever ordered for; its calendar, returned, leaves it out.

    What goes with it is held first in `home.backoffice.season_services.remove_date`.
    Raises ``DateHasOrders`` and ``DistributionGone``.
    """
    rows = Distribution.objects.filter(pk=distribution.pk)
    held = hold_rows(rows.select_related("place", "series"), to_delete=True)
    if not held:
        raise DistributionGone
    if held[0].last_order_number:
        raise DateHasOrders
    series: DistributionSeries | None = held[0].series
    if series:
        series.except_on = sorted({*series.except_on, held[0].day.isoformat()})
        series.save(update_fields=["except_on"])
    record(actor=actor, action="delete_distribution", target=held[0], now=now)
    drop(held, now)
    return series
