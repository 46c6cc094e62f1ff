"""O02: cut-off precision.

A one-off distribution on 5 April 2024: shop switched off → no closing time; switched on without a
rule → closes 5 April 23:59:59; rule '4 days before' → 1 April 23:59:59; plus 'at 12:00' → still
open at 12:00:00, closed at 12:00:01.

Where ours differs: there is no switch and no closing without a rule. A distribution without a
closing time is closed, and a calendar always says how many days before and at what hour; "the end
of the day" is written 23:59:59.
"""

from datetime import date, datetime, time, timedelta

import pytest

from distributions.models import Distribution
from distributions.services import create_series
from tests.factories import MONDAY, PARIS, make_collective, make_distribution, make_place

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 5)
SECOND = timedelta(seconds=1)


def planned(days_before: int, at: time) -> None:
    place = make_place(make_collective())
    create_series(
        collective=place.collective,
        place=place,
        first_on=DAY,
        last_on=DAY,
        starts_at=time(17, 30),
        ends_at=time(19, 30),
        opens_days_before=10,
        opens_time=time(8),
        closes_days_before=days_before,
        closes_time=at,
        now=MONDAY,
    )


def last_second_is(last: datetime) -> bool:
    """Open at that very second, closed at the next."""
    open_at = Distribution.objects.open_at
    return open_at(last).exists() and not open_at(last + SECOND).exists()


def test_without_a_closing_time_it_is_closed() -> None:
    make_distribution(day=DAY, closes_at=None)

    hours = (datetime(2024, 4, day, 12, tzinfo=PARIS) for day in range(1, 6))
    assert not any(Distribution.objects.open_at(hour).exists() for hour in hours)


def test_four_days_before_until_the_end_of_the_day() -> None:
    planned(4, time(23, 59, 59))

    assert last_second_is(datetime(2024, 4, 1, 23, 59, 59, tzinfo=PARIS))


def test_four_days_before_at_noon() -> None:
    planned(4, time(12))

    assert last_second_is(datetime(2024, 4, 1, 12, 0, 0, tzinfo=PARIS))
