"""Orders that meet: sent twice, changed in two windows, on SQLite and on PostgreSQL."""

from contextlib import suppress
from functools import partial

import pytest

from shop.order.exceptions import AlreadyCancelled, Unchanged
from shop.order.models import Order
from shop.order.services import amend_order, cancel_order
from tests.concurrency.threads import together
from tests.factories import MONDAY, make_distribution, make_listing, make_product
from tests.ordering import buy, draft_beside, fill, held, order_of, want

pytestmark = pytest.mark.django_db(transaction=True)


def cancel_quietly(order: Order) -> None:
    with suppress(AlreadyCancelled):
        cancel_order(order=order, actor=order.user, now=MONDAY)


def test_a_form_sent_four_times_at_once_is_one_order() -> None:
    listing = make_listing(quota=9)
    basket = fill({listing: 2})
    seen = draft_beside(basket).shown

    orders = together(partial(order_of, basket, seen) for _ in range(4))

    listing.refresh_from_db()
    assert set(orders) == {Order.objects.get()}
    assert (listing.ordered, orders[0].short_number) == (2, 1)


def test_short_numbers_have_no_holes_and_no_twins() -> None:
    distribution = make_distribution()
    listing = make_listing(make_product(), distribution)
    baskets = [fill({listing: 1}) for _ in range(8)]

    orders = together(partial(order_of, basket) for basket in baskets)

    assert sorted(order.short_number for order in orders) == list(range(1, 9))


def test_two_windows_that_change_one_order_change_it_once() -> None:
    listing = make_listing(quota=9)
    order = buy({listing: 1})
    want(order, {listing: 4})

    def apply() -> int:
        try:
            return amend_order(order=order, actor=order.user, now=MONDAY).revision
        except Unchanged:
            return 0

    revisions = together([apply] * 4)

    listing.refresh_from_db()
    assert (held(order), listing.ordered) == ({listing.pk: 4}, 4)
    assert set(revisions) <= {0, 1}
    assert order.events.filter(kind="changed").count() == 1


def test_changed_and_cancelled_at_once_the_stock_is_what_orders_hold() -> None:
    listing = make_listing(quota=9)
    order = buy({listing: 1})
    want(order, {listing: 4})

    def change() -> None:
        with suppress(AlreadyCancelled):  # cancelled first
            amend_order(order=order, actor=order.user, now=MONDAY)

    together([change, partial(cancel_quietly, order)])

    listing.refresh_from_db()
    assert listing.ordered == 0


def test_cancelled_four_times_at_once_the_stock_is_back_once() -> None:
    listing = make_listing(quota=9)
    order, other = buy({listing: 3}), buy({listing: 2})

    together([partial(cancel_quietly, order)] * 4)

    listing.refresh_from_db()
    assert (listing.ordered, held(other)) == (2, {listing.pk: 2})
