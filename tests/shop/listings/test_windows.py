"""A distribution is moved, a farm narrows its window: what lies inside follows."""

from datetime import datetime, timedelta

import pytest

from commons.core.models import AuditEntry
from distributions.exceptions import WiderWindow
from distributions.models import Attendance, Distribution
from distributions.slots import Slot
from shop.listings.exceptions import InvalidListingWindow
from shop.listings.models import Listing
from shop.listings.services import set_listing_window
from shop.listings.window_services import move_with_goods, narrow_farm
from tests.factories import (
    MONDAY,
    make_attendance,
    make_distribution,
    make_listing,
    make_product,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def move(distribution: Distribution, by: timedelta) -> None:
    """The whole slot, the window of orders with it."""
    slot = Slot(
        place=distribution.place,
        starts_at=distribution.starts_at + by,
        ends_at=distribution.ends_at + by,
        opens_at=distribution.opens_at + by,
        closes_at=distribution.closes_at + by,
    )
    move_with_goods(distribution=distribution, slot=slot, actor=make_user(), now=MONDAY)


def comes(distribution: Distribution, **window: datetime) -> Attendance:
    return make_attendance(distribution, make_product().seller.farm, **window)


def of(attendance: Attendance, **window: datetime) -> Listing:
    """A product of the farm, on sale there."""
    return make_listing(make_product(farm=attendance.farm), attendance.distribution, **window)


def own(row: Attendance | Listing) -> tuple[datetime | None, datetime | None]:
    row.refresh_from_db()
    return row.opens_at, row.closes_at


def closing(listing: Listing) -> datetime:
    moment: datetime = Listing.objects.with_window().get(pk=listing.pk).window_closes_at
    return moment


def test_a_date_moved_earlier_takes_the_later_closings_of_farms_and_products_with_it() -> None:
    distribution = make_distribution()
    attendance = comes(distribution, closes_at=distribution.closes_at - HOUR)
    listing = of(attendance, closes_at=distribution.closes_at - 2 * HOUR)

    move(distribution, -DAY)

    assert own(attendance) == own(listing) == (None, None)
    assert closing(listing) == distribution.closes_at
    noted = AuditEntry.objects.filter(action__in=["fit_window", "fit_listing_window"])
    assert {entry.target_uid for entry in noted} == {attendance.uid, listing.uid}
    assert all(entry.actor for entry in noted)


def test_what_still_fits_stays_and_is_not_noted() -> None:
    distribution = make_distribution()
    opens, closes = distribution.opens_at, distribution.closes_at
    attendance = comes(distribution, opens_at=opens + DAY, closes_at=closes - 2 * DAY)
    listing = of(attendance, closes_at=closes - 3 * DAY)

    move(distribution, HOUR)

    assert own(attendance) == (opens + DAY, closes - 2 * DAY)
    assert own(listing) == (None, closes - 3 * DAY)
    assert not AuditEntry.objects.filter(action__startswith="fit").exists()


def test_where_farms_may_widen_nothing_closes_after_the_end() -> None:
    distribution = make_distribution(farms_may_widen=True)
    attendance = comes(distribution, closes_at=distribution.ends_at)
    listing = of(attendance, closes_at=distribution.ends_at - HOUR)

    move(distribution, -DAY)

    assert own(attendance) == (None, distribution.ends_at)
    assert closing(listing) == distribution.ends_at


def test_a_date_moved_later_gives_up_the_window_of_a_farm_that_lies_before_it() -> None:
    distribution = make_distribution()
    opens = distribution.opens_at
    attendance = comes(distribution, opens_at=opens, closes_at=opens + DAY)

    move(distribution, 7 * DAY)

    assert own(attendance) == (None, None)


def test_a_product_that_closes_before_the_others_goes_on_doing_so() -> None:
    distribution = make_distribution()
    capons = distribution.opens_at - 20 * DAY, distribution.opens_at - 8 * DAY
    listing = of(comes(distribution), opens_at=capons[0], closes_at=capons[1])

    move(distribution, 7 * DAY)

    assert own(listing) == capons


def test_without_its_dates_a_distribution_leaves_no_farm_and_no_product_open() -> None:
    distribution = make_distribution()
    attendance = comes(distribution, closes_at=distribution.closes_at - DAY)
    listing = of(attendance, opens_at=MONDAY - DAY, closes_at=distribution.closes_at - DAY)
    slot = Slot(
        place=distribution.place, starts_at=distribution.starts_at, ends_at=distribution.ends_at
    )

    move_with_goods(distribution=distribution, slot=slot, actor=None, now=MONDAY)

    assert own(attendance) == own(listing) == (None, None)
    assert not Listing.objects.open_at(MONDAY).exists()


def test_a_farm_that_closes_sooner_closes_its_products_with_it() -> None:
    distribution = make_distribution()
    attendance, other = comes(distribution), comes(distribution)
    sooner = distribution.closes_at - DAY
    late, early, others = (
        of(attendance, closes_at=distribution.closes_at - HOUR),
        of(attendance, closes_at=sooner - DAY),
        of(other, closes_at=distribution.closes_at - HOUR),
    )

    narrow_farm(attendance=attendance, opens_at=None, closes_at=sooner, actor=None, now=MONDAY)

    assert (closing(late), closing(early)) == (sooner, sooner - DAY)
    assert closing(others) == distribution.closes_at - HOUR


def test_a_product_that_would_open_after_its_farm_has_closed_opens_with_it() -> None:
    distribution = make_distribution()
    attendance = comes(distribution)
    listing = of(attendance, opens_at=distribution.closes_at - HOUR)

    narrow_farm(
        attendance=attendance,
        opens_at=None,
        closes_at=distribution.closes_at - DAY,
        actor=None,
        now=MONDAY,
    )

    assert own(listing) == (None, None)


def test_what_is_refused_changes_nothing() -> None:
    distribution = make_distribution()
    attendance = comes(distribution)
    listing = of(attendance, closes_at=distribution.closes_at - HOUR)

    with pytest.raises(WiderWindow):
        narrow_farm(
            attendance=attendance,
            opens_at=None,
            closes_at=distribution.closes_at + HOUR,
            actor=None,
            now=MONDAY,
        )

    assert own(listing) == (None, distribution.closes_at - HOUR)


def test_a_product_read_before_its_farm_narrowed_does_not_close_later_all_the_same() -> None:
    distribution = make_distribution()
    attendance = comes(distribution)
    listing = Listing.objects.select_related("attendance", "distribution").get(pk=of(attendance).pk)
    sooner = distribution.closes_at - DAY
    narrow_farm(attendance=attendance, opens_at=None, closes_at=sooner, actor=None, now=MONDAY)

    with pytest.raises(InvalidListingWindow):
        set_listing_window(
            listing=listing, opens_at=None, closes_at=sooner + HOUR, actor=None, now=MONDAY
        )
