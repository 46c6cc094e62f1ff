"""Managers plan while orders arrive, and while other managers do."""

from datetime import timedelta
from functools import partial

import pytest

from distributions.models import Distribution
from home.backoffice.exceptions import HasOrders
from home.backoffice.services import correct_distribution
from shop.listings.models import Listing
from shop.listings.services import list_product, mark_present, offer_usually
from shop.order.models import Order
from tests.concurrency.meeting import SLOWEST, Meeting
from tests.concurrency.threads import together
from tests.factories import (
    MONDAY,
    make_attendance,
    make_distribution,
    make_engagement,
    make_listing,
    make_product,
    make_user,
)
from tests.ordering import fill, order_of

pytestmark = pytest.mark.django_db(transaction=True)
GOODS_HELD = ('UPDATE "listings_listing"',)
COUNTER = ("UPDATE", "last_order_number")
DATE_HELD = ('FROM "distributions_distribution"', "FOR NO KEY UPDATE")
WEEK = timedelta(weeks=1)


def corrects(distribution: Distribution) -> str:
    try:
        correct_distribution(
            distribution=distribution,
            place=distribution.place,
            starts_at=distribution.starts_at + WEEK,
            ends_at=distribution.ends_at + WEEK,
            opens_at=distribution.opens_at + WEEK,
            closes_at=distribution.closes_at + WEEK,
            actor=make_user(),
            now=MONDAY,
        )
    except HasOrders:
        return "has orders"
    return "moved"


def test_a_date_is_not_moved_under_an_order_that_holds_its_goods() -> None:
    listing = make_listing()
    basket, goods, date = fill({listing: 2}), Meeting(), Meeting()

    def order() -> str:
        with goods.after(*GOODS_HELD), date.before(*COUNTER):
            order_of(basket)
        return "ordered"

    def correct() -> str:
        goods.reached.wait(SLOWEST)
        with date.after(*DATE_HELD):
            return corrects(listing.distribution)

    assert together([order, correct]) == ["ordered", "has orders"]
    assert Order.objects.get().distribution.day == listing.distribution.day


def test_two_who_say_that_a_farm_comes_list_its_goods_once() -> None:
    distribution, product = make_distribution(), make_product()
    make_engagement(product.farm, distribution.collective)
    offer_usually(product=product, collective=distribution.collective, now=MONDAY)
    comes = partial(mark_present, farm=product.farm, actor=None, now=MONDAY)
    as_read = [Distribution.objects.get(pk=distribution.pk) for _ in range(4)]

    together(partial(comes, distribution=each) for each in as_read)

    assert Listing.objects.count() == 1


def test_a_product_that_is_put_back_four_times_at_once_is_listed_once() -> None:
    distribution, product = make_distribution(), make_product()
    make_attendance(distribution, product.farm)
    offer_usually(product=product, collective=distribution.collective, now=MONDAY)

    together([partial(list_product, product=product, now=MONDAY)] * 4)

    assert Listing.objects.count() == 1
