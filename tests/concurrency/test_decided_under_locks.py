"""What decides is read under the locks: what commits while an order waits for them counts."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest

from commons.core.models import OutboxMail
from shop.listings.services import set_listing_price, withdraw_listing
from shop.order.exceptions import BasketAdjusted, NotAsShown
from shop.order.late_drafts import drop_late_drafts
from shop.order.models import Order
from shop.order.services import amend_order
from tests.concurrency.meeting import SLOWEST, Meeting
from tests.concurrency.threads import together
from tests.factories import MONDAY, make_listing
from tests.ordering import buy, draft_beside, fill, held, order_of, want

pytestmark = pytest.mark.django_db(transaction=True)
GOODS_HELD = ('FROM "listings_listing"', "FOR NO KEY UPDATE")
DRAFT_HELD = ('FROM "basket_basket"', "FOR NO KEY UPDATE")


@pytest.mark.postgres
def test_a_product_withdrawn_while_an_order_waits_for_its_goods_is_not_ordered() -> None:
    listing, there, gone = make_listing(), Meeting(), Meeting()
    basket = fill({listing: 2})

    def order() -> str:
        with gone.before(*GOODS_HELD, tells=there), suppress(BasketAdjusted):
            order_of(basket)
            return "ordered"
        return "asked again"

    def withdraw() -> str:
        there.reached.wait(SLOWEST)
        withdraw_listing(listing=listing, actor=None, now=MONDAY)
        gone.reached.set()
        return "withdrawn"

    assert together([order, withdraw]) == ["asked again", "withdrawn"]
    assert not Order.objects.exists()


@pytest.mark.postgres
def test_a_price_that_rises_while_an_order_waits_for_its_goods_is_asked_again() -> None:
    listing, there, risen = make_listing(), Meeting(), Meeting()
    basket = fill({listing: 2})
    seen = draft_beside(basket).shown

    def order() -> str:
        with risen.before(*GOODS_HELD, tells=there), suppress(NotAsShown):
            order_of(basket, seen)
            return "ordered"
        return "asked again"

    def rise() -> str:
        there.reached.wait(SLOWEST)
        set_listing_price(listing=listing, price=Decimal("9.00"), actor=None, now=MONDAY)
        risen.reached.set()
        return "risen"

    assert together([order, rise]) == ["asked again", "risen"]
    assert not Order.objects.exists()


@pytest.mark.postgres
def test_what_is_ordered_while_the_tick_would_drop_it_is_neither_dropped_nor_told() -> None:
    listing, ordered = make_listing(), Meeting()
    order = buy({listing: 1})
    want(order, {listing: 3})
    late = listing.distribution.closes_at + timedelta(seconds=2)

    def amend() -> None:
        amend_order(order=order, actor=order.user, now=MONDAY)
        ordered.reached.set()

    def tick() -> int:
        with ordered.before(*DRAFT_HELD):
            return drop_late_drafts(now=late)

    assert together([amend, tick])[1] == 0
    assert held(order) == {listing.pk: 3}
    assert not OutboxMail.objects.filter(kind="draft_dropped").exists()
