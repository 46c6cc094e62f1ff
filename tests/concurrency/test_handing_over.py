"""Goods handed over while others order, cancel and count, on SQLite and on PostgreSQL."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import pytest

from commons.collectives.models import Role
from commons.core.locking import patiently
from shop.basket.models import Basket
from shop.catalogue.enums import StockMode
from shop.listings.facts import count_stock, hand_over_due
from shop.listings.models import Listing, StockMove
from shop.order.exceptions import BasketAdjusted
from shop.order.services import cancel_line
from shop.partner.models import StockRecord
from tests.concurrency.threads import together
from tests.counters import miscounted
from tests.factories import FRIDAY, make_distribution, make_listing, make_product, make_role
from tests.ordering import buy, fill, order_of

pytestmark = pytest.mark.django_db(transaction=True)
OVER = datetime.fromisoformat("2026-11-27T19:30:00+01:00")
LATER = FRIDAY + timedelta(days=5)


def one_stock(stock: int) -> tuple[Listing, Listing]:
    """A lasting stock on sale at a date that will be over, and at one that is open after it."""
    product = make_product(stock=stock, stock_mode=StockMode.LASTING)
    friday = make_distribution()
    later = make_distribution(friday.collective, day=LATER)
    return make_listing(product, friday), make_listing(product, later)


def orders(basket: Basket) -> None:
    with suppress(BasketAdjusted):  # others were quicker
        patiently(partial(order_of, basket, now=OVER))


def test_four_ticks_at_once_hand_over_once() -> None:
    listing, _later = one_stock(8)
    buy({listing: 5})

    done = together([partial(hand_over_due, now=OVER)] * 4)

    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert StockMove.objects.filter(kind="handed_over").count() == 1
    assert sum(done) == 1


def test_ticks_buyers_and_a_manager_who_cancels_leave_counters_equal_to_lines() -> None:
    listing, later = one_stock(12)
    lines = [buy({listing: 2}).lines.get() for _ in range(4)]
    manager = make_role(listing.collective, Role.MANAGER)
    ticks = [partial(hand_over_due, now=OVER)] * 2
    cancels = [
        partial(cancel_line, line=line, reason="Gel", by=manager, now=OVER) for line in lines[:2]
    ]
    buyers = [partial(orders, fill({later: 2}, now=OVER)) for _ in range(6)]

    together([*ticks, *cancels, *buyers])

    record = StockRecord.objects.get()
    later.refresh_from_db()
    assert miscounted() == []
    # Of 12, two orders of 2 left the shelf, and two came back to it or had never left it.
    assert (record.num_in_stock, record.num_allocated) == (8, later.ordered)
    assert 4 <= later.ordered <= 8


def test_a_farm_that_counts_meanwhile_waits_for_nobody_who_waits_for_it() -> None:
    listing, later = one_stock(12)
    line = buy({listing: 2}).lines.get()
    manager = make_role(listing.collective, Role.MANAGER)
    count = partial(count_stock, product=listing.product, stock=20, actor=None, now=OVER)
    cancel = partial(cancel_line, line=line, reason="Gel", by=manager, now=OVER)
    buyers = [partial(orders, fill({later: 1}, now=OVER)) for _ in range(6)]

    together([count, cancel, partial(hand_over_due, now=OVER), *buyers])

    record = StockRecord.objects.get()
    assert miscounted() == []
    assert (record.num_in_stock in (20, 22), record.num_allocated) == (True, 6)
