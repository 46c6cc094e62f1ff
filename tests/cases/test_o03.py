"""O03: a pickup has one window.

Friday pickups, order lists sent to producers on Wednesday: the pickup of Fri 1 Dec 2017 is ordered
from Wed 22 to Tue 28 Nov; seen on Sat 2 Dec 2017, the current window is Wed 29 Nov to Tue 5 Dec.
The window's last day is the day before lists are sent.
"""

from datetime import date, datetime, time

import pytest

from distributions.models import Distribution, DistributionSeries
from distributions.services import create_series
from tests.factories import MONDAY, PARIS, make_collective, make_place

pytestmark = pytest.mark.django_db


def fridays() -> DistributionSeries:
    place = make_place(make_collective())
    return create_series(
        collective=place.collective,
        place=place,
        first_on=date(2017, 12, 1),
        last_on=date(2017, 12, 15),
        starts_at=time(17, 30),
        ends_at=time(19, 30),
        opens_days_before=9,
        opens_time=time(0),
        closes_days_before=3,
        closes_time=time(23, 59, 59),
        now=MONDAY,
    )


def open_at(day: date, at: time) -> list[date]:
    """The pickups that can be ordered at a moment."""
    moment = datetime.combine(day, at, tzinfo=PARIS)
    return [each.day for each in Distribution.objects.open_at(moment)]


def test_the_window_runs_from_wednesday_to_tuesday() -> None:
    series = fridays()

    first = series.distributions.get(day=date(2017, 12, 1))
    assert first.opens_at == datetime(2017, 11, 22, 0, 0, tzinfo=PARIS)
    assert first.closes_at == datetime(2017, 11, 28, 23, 59, 59, tzinfo=PARIS)


def test_seen_on_the_saturday_after_the_next_pickup_is_the_only_one() -> None:
    fridays()

    assert open_at(date(2017, 12, 2), time(10)) == [date(2017, 12, 8)]
    assert open_at(date(2017, 11, 29), time(0)) == [date(2017, 12, 8)]
    assert open_at(date(2017, 12, 5), time(23, 59, 59)) == [date(2017, 12, 8)]


def test_the_window_before_ends_the_second_before() -> None:
    fridays()

    assert open_at(date(2017, 11, 28), time(23, 59, 59)) == [date(2017, 12, 1)]
