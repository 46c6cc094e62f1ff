"""Calendars: local hours, all or nothing, and what may be deleted."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from distributions.exceptions import CalendarHasOrders, InvalidCalendar, InvalidWindow, PlaceTaken
from distributions.models import Distribution, DistributionSeries
from distributions.services import create_series, delete_series
from tests.factories import MONDAY, PARIS, make_collective, make_distribution, make_place

pytestmark = pytest.mark.django_db
PLAN = {
    "first_on": date(2026, 11, 27),
    "last_on": date(2026, 12, 18),
    "starts_at": time(17, 30),
    "ends_at": time(19, 30),
    "opens_time": time(8),
    "closes_time": time(12),
}


def create(**fields: Any) -> DistributionSeries:
    place = fields.pop("place", None) or make_place(make_collective())
    plan = PLAN | fields
    return create_series(collective=place.collective, place=place, now=MONDAY, **plan)


def days(series: DistributionSeries) -> list[date]:
    return [each.day for each in series.distributions.order_by("day")]


@pytest.mark.parametrize(
    ("first_on", "offsets"),
    [(date(2026, 10, 23), (2, 1)), (date(2026, 3, 27), (1, 2))],
    ids=["back to winter time", "on to summer time"],
)
def test_hours_stay_over_a_change_of_the_clock(first_on: date, offsets: tuple[int, int]) -> None:
    series = create(first_on=first_on, last_on=first_on + timedelta(days=7))

    two = series.distributions.order_by("day")
    local = [each.starts_at.astimezone(PARIS) for each in two]
    assert [moment.time() for moment in local] == [time(17, 30), time(17, 30)]
    assert [moment.utcoffset() for moment in local] == [timedelta(hours=h) for h in offsets]


def test_the_window_is_local_too_on_the_other_side_of_the_change() -> None:
    series = create(first_on=date(2026, 10, 27), last_on=date(2026, 10, 27), opens_days_before=4)

    distribution = series.distributions.get()
    assert distribution.opens_at == datetime(2026, 10, 23, 8, 0, tzinfo=PARIS)
    assert distribution.closes_at == datetime(2026, 10, 26, 12, 0, tzinfo=PARIS)
    assert distribution.opens_at.astimezone(PARIS).utcoffset() == timedelta(hours=2)


def test_every_second_week() -> None:
    series = create(every_weeks=2)

    assert days(series) == [date(2026, 11, 27), date(2026, 12, 11)]


def test_one_taken_date_makes_nothing() -> None:
    taken = make_distribution(day=date(2026, 12, 4))

    with pytest.raises(PlaceTaken) as refused:
        create(place=taken.place)

    assert refused.value.facts == {"day": date(2026, 12, 4)}
    assert Distribution.objects.count() == 1
    assert not DistributionSeries.objects.exists()


def test_a_cancelled_date_is_free_and_its_address_numbered() -> None:
    place = make_distribution(day=date(2026, 12, 4), cancelled_at=MONDAY).place

    series = create(place=place)

    assert f"2026-12-04-{place.slug}-2" in series.distributions.values_list("slug", flat=True)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"last_on": date(2026, 11, 26)}, InvalidCalendar),
        ({"every_weeks": 0}, InvalidCalendar),
        ({"last_on": date(2126, 11, 26)}, InvalidCalendar),
        ({"opens_days_before": 1, "closes_days_before": 1, "opens_time": time(12)}, InvalidWindow),
    ],
)
def test_an_impossible_calendar_is_refused(
    fields: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        create(**fields)


def test_a_calendar_with_orders_is_not_deleted() -> None:
    series = create()
    Distribution.objects.filter(day=date(2026, 12, 4)).update(last_order_number=1)

    with pytest.raises(CalendarHasOrders):
        delete_series(series=series, now=MONDAY)

    assert series.distributions.count() == 4
