"""O05: one distribution per place and day.

Given one at a place on 1 Feb 2020, 19:00–21:00, creating another at the same place and day is
refused; one on 1 Mar 2020 is accepted; moving that one to 1 Feb is refused; to 20 Feb is accepted.
"""

from datetime import date, datetime, timedelta

import pytest

from distributions.exceptions import PlaceTaken
from distributions.models import Distribution, PickupPlace
from distributions.services import create_distribution, move_distribution
from tests.factories import MONDAY, PARIS, make_collective, make_place

pytestmark = pytest.mark.django_db


def at(place: PickupPlace, month: int, day: int, hour: int = 19) -> Distribution:
    start = datetime(2020, month, day, hour, 0, tzinfo=PARIS)
    return create_distribution(
        collective=place.collective,
        place=place,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        now=MONDAY,
    )


def move(distribution: Distribution, month: int, day: int) -> None:
    start = datetime(2020, month, day, 19, 0, tzinfo=PARIS)
    move_distribution(
        distribution=distribution,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        opens_at=None,
        closes_at=None,
        now=MONDAY,
    )


def days() -> set[date]:
    return set(Distribution.objects.values_list("day", flat=True))


def test_another_on_that_day_is_refused_whatever_the_hour() -> None:
    place = make_place(make_collective())
    at(place, 2, 1)

    for hour in (8, 19):
        with pytest.raises(PlaceTaken):
            at(place, 2, 1, hour)

    assert Distribution.objects.count() == 1


def test_moving_onto_it_is_refused_and_beside_it_accepted() -> None:
    place = make_place(make_collective())
    at(place, 2, 1)
    march = at(place, 3, 1)

    with pytest.raises(PlaceTaken):
        move(march, 2, 1)
    assert days() == {date(2020, 2, 1), date(2020, 3, 1)}

    march.refresh_from_db()
    move(march, 2, 20)
    assert days() == {date(2020, 2, 1), date(2020, 2, 20)}
