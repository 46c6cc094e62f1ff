"""Calendars: the same place and hours, in local time, on the days that a rule gives."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from distributions.exceptions import (
    CalendarHasOrders,
    DatesTaken,
    InvalidCalendar,
    NoDateLeft,
)
from distributions.models import (
    Distribution,
    DistributionSeries,
    FormerSlug,
    GoneDate,
    PickupPlace,
)
from distributions.recurrence import days_of, is_possible
from distributions.services.planning import place_taken_on_clash
from distributions.slots import Slot, check_slot, free_slug, taken_slugs


@write
def create_series(
    *,
    collective: Collective,
    place: PickupPlace,
    first_on: date,
    last_on: date,
    starts_at: time,
    ends_at: time,
    opens_time: time,
    closes_time: time,
    opens_days_before: int = 6,
    closes_days_before: int = 1,
    every_weeks: int = 1,
    month_weeks: Collection[int] = (),
    school_zone: str = "",
    skips_public_holidays: bool = False,
    except_on: Collection[date] = (),
    actor: User | None = None,
    now: datetime,
) -> DistributionSeries:
    """Plan a calendar and its distributions, both ends included (O04).

    What the rule means is told by `distributions.recurrence.Rule`. Hours are local: 17:30 stays
    17:30 over a change of the clock. Raises ``InvalidCalendar``, ``NoDateLeft``, what
    ``create_distribution`` raises; where dates are taken, ``DatesTaken``, and makes nothing.
    """
    series = DistributionSeries(
        collective=collective,
        place=place,
        first_on=first_on,
        last_on=last_on,
        every_weeks=every_weeks,
        month_weeks=sorted(month_weeks),
        school_zone=school_zone,
        skips_public_holidays=skips_public_holidays,
        except_on=[day.isoformat() for day in sorted(except_on)],
        starts_at=starts_at,
        ends_at=ends_at,
        opens_days_before=opens_days_before,
        opens_time=opens_time,
        closes_days_before=closes_days_before,
        closes_time=closes_time,
    )
    if not is_possible(series.rule):
        raise InvalidCalendar
    _make_distributions(series)
    record(actor=actor, action="create_series", target=series, now=now)
    return series


@write
def delete_series(*, series: DistributionSeries, actor: User | None = None, now: datetime) -> int:
    """Remove a calendar and its distributions; returns how many.

    What goes with them is held first in `home.backoffice.services.remove_calendar`.
    Raises ``CalendarHasOrders`` where a single one ever had an order: nothing is removed.
    """
    dates = hold_rows(series.distributions.select_related("place"), to_delete=True)
    if any(each.last_order_number for each in dates):
        raise CalendarHasOrders
    data = {"count": len(dates)}
    record(actor=actor, action="delete_series", target=series, data=data, now=now)
    drop(dates, now)
    series.delete()
    return len(dates)


def drop(dates: Collection[Distribution], now: datetime) -> None:
    """Delete dates that are held and have no orders.

    Under the addresses that they have, and had, their pages tell what happened.
    """
    rows = Distribution.objects.filter(pk__in=[each.pk for each in dates])
    former = FormerSlug.objects.filter(distribution__in=rows).values_list("distribution", "slug")
    slugs = [*((each.pk, each.slug) for each in dates), *former]
    by_id = {each.pk: each for each in dates}
    gone = [
        GoneDate(
            collective_id=by_id[pk].collective_id,
            slug=slug,
            starts_at=by_id[pk].starts_at,
            place_name=by_id[pk].place.name,
            gone_at=now,
        )
        for pk, slug in slugs
    ]
    said = ["starts_at", "place_name", "gone_at"]
    GoneDate.objects.bulk_create(
        gone, update_conflicts=True, unique_fields=["collective", "slug"], update_fields=said
    )
    rows.delete()


def slot_on(series: DistributionSeries, day: date) -> Slot:
    """The slot of one date, each of its moments converted from local time on its own."""
    zone = series.collective.zone

    def moment(days_before: int, at: time) -> datetime:
        return datetime.combine(day - timedelta(days=days_before), at, tzinfo=zone)

    return Slot(
        place=series.place,
        starts_at=moment(0, series.starts_at),
        ends_at=moment(0, series.ends_at),
        opens_at=moment(series.opens_days_before, series.opens_time),
        closes_at=moment(series.closes_days_before, series.closes_time),
    )


def taken_days(place: PickupPlace, days: Collection[date]) -> list[date]:
    """Those on which there is a distribution already, in their order."""
    there = Distribution.objects.standing().filter(place=place, day__in=days)
    return list(there.order_by("day").values_list("day", flat=True))


def _make_distributions(series: DistributionSeries) -> None:
    slots = {day: slot_on(series, day) for day in days_of(series.rule)}
    if not slots:
        raise NoDateLeft
    for slot in slots.values():
        check_slot(slot, series.collective)
    if taken := taken_days(series.place, slots):
        raise DatesTaken(taken)
    series.save(force_insert=True)
    plan_slots(series, slots)


def plan_slots(series: DistributionSeries, slots: Mapping[date, Slot]) -> None:
    """Add the distributions of a calendar that is stored; what they need is checked before."""
    addresses = taken_slugs(series.collective, series.place)
    with place_taken_on_clash():
        Distribution.objects.bulk_create(
            _distribution(series, slot, free_slug(day, series.place, addresses))
            for day, slot in slots.items()
        )


def _distribution(series: DistributionSeries, slot: Slot, slug: str) -> Distribution:
    return Distribution(
        collective=series.collective,
        series=series,
        slug=slug,
        place=slot.place,
        day=slot.day(series.collective),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        opens_at=slot.opens_at,
        closes_at=slot.closes_at,
    )
