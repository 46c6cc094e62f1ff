"""Calendars: the same place, weekday and hours, week after week, in local time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from distributions.exceptions import CalendarHasOrders, InvalidCalendar, PlaceTaken
from distributions.models import Distribution, DistributionSeries, GoneDate, PickupPlace
from distributions.services.planning import place_taken_on_clash
from distributions.slots import Slot, check_slot, free_slug, taken_slugs

LONGEST = timedelta(days=3 * 366)


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
    actor: User | None = None,
    now: datetime,
) -> DistributionSeries:
    """Plan a calendar and its distributions, both ends included (O04).

    Hours are local: 17:30 stays 17:30 over a change of the clock. Raises ``InvalidCalendar``,
    what ``create_distribution`` raises, and makes nothing when a single date is taken.
    """
    if every_weeks < 1 or not first_on <= last_on <= first_on + LONGEST:
        raise InvalidCalendar
    series = DistributionSeries(
        collective=collective,
        place=place,
        first_on=first_on,
        last_on=last_on,
        every_weeks=every_weeks,
        starts_at=starts_at,
        ends_at=ends_at,
        opens_days_before=opens_days_before,
        opens_time=opens_time,
        closes_days_before=closes_days_before,
        closes_time=closes_time,
    )
    _make_distributions(series)
    record(actor=actor, action="create_series", target=series, now=now)
    return series


@write
def delete_series(*, series: DistributionSeries, actor: User | None = None, now: datetime) -> int:
    """Remove a calendar and its distributions; returns how many.

    What goes with them is held first in `home.backoffice.services.remove_calendar`.
    Raises ``CalendarHasOrders`` where a single one ever had an order: nothing is removed.
    """
    distributions = hold_rows(series.distributions.all(), to_delete=True)
    if any(distribution.last_order_number for distribution in distributions):
        raise CalendarHasOrders
    count = len(distributions)
    _keep_addresses(series, now)
    record(actor=actor, action="delete_series", target=series, data={"count": count}, now=now)
    series.distributions.all().delete()
    series.delete()
    return count


def _keep_addresses(series: DistributionSeries, now: datetime) -> None:
    """Under those that the dates have, and had, their pages tell what happened."""
    dates = series.distributions.prefetch_related("former_slugs")
    gone = [
        GoneDate(
            collective_id=series.collective_id,
            slug=slug,
            starts_at=date.starts_at,
            place_name=series.place.name,
            gone_at=now,
        )
        for date in dates
        for slug in (date.slug, *(former.slug for former in date.former_slugs.all()))
    ]
    said = ["starts_at", "place_name", "gone_at"]
    GoneDate.objects.bulk_create(
        gone, update_conflicts=True, unique_fields=["collective", "slug"], update_fields=said
    )


def days_of(series: DistributionSeries) -> Iterator[date]:
    """The dates of a calendar."""
    day = series.first_on
    while day <= series.last_on:
        yield day
        day += timedelta(weeks=series.every_weeks)


def slot_on(series: DistributionSeries, day: date, zone: ZoneInfo) -> Slot:
    """The slot of one date, each of its moments converted from local time on its own."""

    def moment(days_before: int, at: time) -> datetime:
        return datetime.combine(day - timedelta(days=days_before), at, tzinfo=zone)

    return Slot(
        place=series.place,
        starts_at=moment(0, series.starts_at),
        ends_at=moment(0, series.ends_at),
        opens_at=moment(series.opens_days_before, series.opens_time),
        closes_at=moment(series.closes_days_before, series.closes_time),
    )


def _make_distributions(series: DistributionSeries) -> None:
    collective, days = series.collective, list(days_of(series))
    slots = {day: slot_on(series, day, collective.zone) for day in days}
    for slot in slots.values():
        check_slot(slot, collective)
    clash = Distribution.objects.standing().filter(place=series.place, day__in=days).first()
    if clash:
        raise PlaceTaken(day=clash.day)
    series.save(force_insert=True)
    taken = taken_slugs(collective, series.place)
    with place_taken_on_clash():
        Distribution.objects.bulk_create(
            _distribution(series, slot, free_slug(day, series.place, taken))
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
