"""O04: a series of distributions.

A weekly series from 24 Dec 2018 to 24 Jan 2019, 13:00–14:00, creates 5 distributions: 24 Dec,
31 Dec, 7, 14 and 21 Jan, each 13:00–14:00 local time. Deleting the series removes those five.
"""

from datetime import date, time

import pytest

from distributions.models import Distribution, DistributionSeries
from distributions.services import create_series, delete_series
from tests.factories import MONDAY, PARIS, make_collective, make_distribution, make_place

pytestmark = pytest.mark.django_db
FIVE = [
    date(2018, 12, 24),
    date(2018, 12, 31),
    date(2019, 1, 7),
    date(2019, 1, 14),
    date(2019, 1, 21),
]


def weekly() -> DistributionSeries:
    place = make_place(make_collective())
    return create_series(
        collective=place.collective,
        place=place,
        first_on=date(2018, 12, 24),
        last_on=date(2019, 1, 24),
        starts_at=time(13),
        ends_at=time(14),
        opens_time=time(8),
        closes_time=time(12),
        now=MONDAY,
    )


def test_a_weekly_series_makes_five() -> None:
    made = weekly().distributions.order_by("day")

    hours = {
        (each.starts_at.astimezone(PARIS).time(), each.ends_at.astimezone(PARIS).time())
        for each in made
    }
    assert [each.day for each in made] == FIVE
    assert hours == {(time(13), time(14))}


def test_deleting_the_series_removes_those_five_only() -> None:
    series = weekly()
    other = make_distribution(series.collective)

    assert delete_series(series=series, now=MONDAY) == 5

    assert list(Distribution.objects.all()) == [other]
    assert not DistributionSeries.objects.exists()
