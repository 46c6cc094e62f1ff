"""O40: no silent withdrawal.

A producer's participation with customer orders cannot be cancelled; the distribution and its
orders remain. (Without orders it can.)
"""

import pytest

from distributions.exceptions import FarmHasOrders
from distributions.models import Attendance
from shop.listings.models import Listing
from shop.listings.services import mark_absent
from shop.listings.stock import take
from tests.factories import MONDAY, make_distribution, make_listing, make_product

pytestmark = pytest.mark.django_db


def say_absent(listing: Listing) -> Attendance:
    return mark_absent(
        distribution=listing.distribution, farm=listing.product.farm, actor=None, now=MONDAY
    )


def order(listing: Listing, quantity: int) -> None:
    take(changes={listing.pk: quantity}, reference="order", actor=None, now=MONDAY)


def test_with_orders_the_farm_stays_present_and_its_goods_stay_ordered() -> None:
    listing = make_listing(quota=8)
    order(listing, 3)

    with pytest.raises(FarmHasOrders):
        say_absent(listing)

    assert Attendance.objects.get().state == "present"
    assert Listing.objects.offered().get().ordered == 3


def test_without_orders_it_can() -> None:
    listing = make_listing(quota=8)

    assert say_absent(listing).state == "absent"


def test_with_every_order_cancelled_it_can() -> None:
    listing = make_listing(quota=8)
    order(listing, 3)
    order(listing, -3)

    assert say_absent(listing).state == "absent"


def test_another_farms_orders_hold_nobody_back() -> None:
    distribution = make_distribution()
    ordered = make_listing(make_product(), distribution, quota=8)
    order(ordered, 3)

    absent = make_listing(make_product(), distribution)

    assert say_absent(absent).state == "absent"
