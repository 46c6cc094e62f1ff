"""Planning, moving and extending a distribution."""

from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from commons.core.models import AuditEntry
from distributions.exceptions import (
    DistributionCancelled,
    DistributionGone,
    ForeignPlace,
    InvalidHours,
    InvalidWindow,
    PlaceTaken,
)
from distributions.models import Distribution, FormerSlug
from distributions.querysets import DistributionQuerySet
from distributions.services import create_distribution, extend_closing, move_distribution
from tests.factories import (
    MONDAY,
    PARIS,
    make_collective,
    make_distribution,
    make_place,
    make_user,
)

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 27, 17, 30, tzinfo=PARIS)
HOURS = timedelta(hours=2)


def create(**fields: Any) -> Distribution:
    place = fields.pop("place", None) or make_place(make_collective(), slug="halle")
    slot = {"starts_at": START, "ends_at": START + HOURS}
    return create_distribution(
        **{"collective": place.collective, "place": place, "now": MONDAY} | slot | fields
    )


def move(distribution: Distribution, start: datetime, **fields: Any) -> Distribution:
    window = {"opens_at": start - timedelta(days=6), "closes_at": start - timedelta(days=1)}
    return move_distribution(
        distribution=distribution,
        **{"starts_at": start, "ends_at": start + HOURS, "now": MONDAY} | window | fields,
    )


def test_its_address_is_its_date_and_place() -> None:
    assert create().slug == "2026-11-27-halle"


def test_its_day_is_the_local_one() -> None:
    late = datetime(2026, 11, 27, 23, 30, tzinfo=PARIS)
    place = make_place(make_collective(timezone="Asia/Tokyo"))

    distribution = create(place=place, starts_at=late, ends_at=late + HOURS)

    assert distribution.day == date(2026, 11, 28)


def test_who_planned_it_is_noted() -> None:
    user = make_user()

    distribution = create(actor=user)

    entry = AuditEntry.objects.get(target_uid=distribution.uid)
    assert (entry.actor, entry.action) == (user, "create_distribution")


def test_a_second_one_at_the_place_on_that_day_is_refused() -> None:
    place = create().place

    with pytest.raises(PlaceTaken) as refused:
        create(place=place, starts_at=START - timedelta(hours=8), ends_at=START)

    assert "à ce lieu" in str(refused.value) or "this place" in str(refused.value)
    assert Distribution.objects.count() == 1


def test_two_at_once_are_refused_by_the_database() -> None:
    place = create().place
    unseen = patch.object(
        DistributionQuerySet, "standing", return_value=Distribution.objects.none()
    )

    with unseen, pytest.raises(PlaceTaken):
        create(place=place)

    assert Distribution.objects.count() == 1


def test_after_a_cancelled_one_the_address_has_a_number() -> None:
    place = create().place
    Distribution.objects.update(cancelled_at=MONDAY)

    assert create(place=place).slug == "2026-11-27-halle-2"


def test_another_collectives_place_is_refused() -> None:
    with pytest.raises(ForeignPlace):
        create(place=make_place(make_collective()), collective=make_collective())


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"ends_at": START}, InvalidHours),
        ({"ends_at": START + timedelta(days=7, seconds=1)}, InvalidHours),
        ({"opens_at": START, "closes_at": START}, InvalidWindow),
        ({"closes_at": START + timedelta(hours=3)}, InvalidWindow),
    ],
)
def test_hours_and_windows_out_of_order_are_refused(
    fields: dict[str, datetime], error: type[Exception]
) -> None:
    with pytest.raises(error):
        create(**fields)


def test_moving_changes_the_address_and_remembers_the_former() -> None:
    distribution = create()

    move(distribution, START + timedelta(days=1))

    distribution.refresh_from_db()
    assert (distribution.slug, distribution.day) == ("2026-11-28-halle", date(2026, 11, 28))
    assert FormerSlug.objects.get().slug == "2026-11-27-halle"


def test_moving_back_takes_the_first_address_again() -> None:
    distribution = create()
    move(distribution, START + timedelta(days=1))

    move(distribution, START)

    assert distribution.slug == "2026-11-27-halle"
    assert [former.slug for former in FormerSlug.objects.all()] == ["2026-11-28-halle"]


def test_a_new_one_does_not_take_an_address_that_redirects() -> None:
    distribution = create()
    move(distribution, START + timedelta(days=1))

    assert create(place=distribution.place).slug == "2026-11-27-halle-2"


def test_moving_by_an_hour_keeps_the_address() -> None:
    distribution = create()

    move(distribution, START + timedelta(hours=1))

    assert distribution.slug == "2026-11-27-halle"
    assert not FormerSlug.objects.exists()


def test_a_cancelled_one_is_not_moved() -> None:
    distribution = make_distribution(cancelled_at=MONDAY)

    with pytest.raises(DistributionCancelled):
        move(distribution, START)


def test_moved_from_an_old_page_it_goes_on_counting_its_orders() -> None:
    old = create()
    Distribution.objects.update(last_order_number=7)

    move(old, START + timedelta(days=1))

    assert Distribution.objects.get().last_order_number == 7


def test_moved_from_an_old_page_a_cancelled_one_stays_where_it_is() -> None:
    old = create()
    Distribution.objects.update(cancelled_at=MONDAY)

    with pytest.raises(DistributionCancelled):
        move(old, START + timedelta(days=1))

    assert Distribution.objects.get().day == date(2026, 11, 27)


def test_moved_from_two_old_pages_each_address_that_it_had_redirects() -> None:
    distribution, old = create(), Distribution.objects.get()

    move(distribution, START + timedelta(days=1))
    move(old, START + timedelta(days=2))

    assert {each.slug for each in FormerSlug.objects.all()} == {
        "2026-11-27-halle",
        "2026-11-28-halle",
    }


def test_one_that_was_removed_meanwhile_is_neither_moved_nor_extended() -> None:
    old = create(opens_at=MONDAY, closes_at=MONDAY + HOURS)
    Distribution.objects.all().delete()

    with pytest.raises(DistributionGone):
        move(old, START + timedelta(days=1))
    with pytest.raises(DistributionGone):
        extend_closing(distribution=old, closes_at=MONDAY + 2 * HOURS, now=MONDAY)


def test_closing_later_opens_again() -> None:
    distribution = make_distribution()
    now = distribution.closes_at + timedelta(hours=1)

    extend_closing(distribution=distribution, closes_at=now + timedelta(hours=2), now=now)

    assert distribution in Distribution.objects.open_at(now)


@pytest.mark.parametrize("shift", [timedelta(0), timedelta(hours=-1), timedelta(days=9)])
def test_closing_is_never_earlier_nor_after_the_end(shift: timedelta) -> None:
    distribution = make_distribution()

    with pytest.raises(InvalidWindow):
        extend_closing(
            distribution=distribution, closes_at=distribution.closes_at + shift, now=MONDAY
        )


def test_a_closing_in_the_past_extends_nothing() -> None:
    distribution = make_distribution()
    now = distribution.closes_at + timedelta(hours=3)

    with pytest.raises(InvalidWindow):
        extend_closing(
            distribution=distribution,
            closes_at=distribution.closes_at + timedelta(hours=1),
            now=now,
        )


def test_a_cancelled_one_is_not_extended() -> None:
    distribution = make_distribution(cancelled_at=MONDAY)

    with pytest.raises(DistributionCancelled):
        extend_closing(
            distribution=distribution,
            closes_at=distribution.closes_at + timedelta(hours=1),
            now=MONDAY,
        )
