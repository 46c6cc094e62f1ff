"""The rush: 200 buyers, 16 at a time, 50 units; exactly 50 are sold and nobody meets an error."""

from functools import partial

import pytest

from commons.core.locking import patiently
from shop.basket.models import Basket
from shop.order.exceptions import BasketAdjusted
from shop.order.models import Line, Order
from tests.concurrency.threads import in_turns
from tests.factories import make_collective, make_distribution, make_listing, make_product
from tests.ordering import drafted, fill, order_of

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS, AT_ONCE, UNITS = 200, 16, 50


def test_fifty_are_sold_to_two_hundred() -> None:
    distribution = make_distribution(make_collective())
    rare = make_listing(make_product("Chapon"), distribution, quota=UNITS)
    common = make_listing(make_product("Poireaux"), distribution)
    baskets = [fill({rare: 1, common: 2}) for _ in range(BUYERS)]

    found = in_turns((partial(buys, basket) for basket in baskets), at_once=AT_ONCE)

    rare.refresh_from_db()
    common.refresh_from_db()
    assert (found.count(""), found.count("Chapon")) == (UNITS, BUYERS - UNITS)
    assert (rare.ordered, common.ordered) == (UNITS, 2 * UNITS)
    assert Line.objects.filter(listing=rare).count() == UNITS
    numbers = Order.objects.order_by("short_number").values_list("short_number", flat=True)
    assert list(numbers) == list(range(1, UNITS + 1))
    late = next(basket for basket, gone in zip(baskets, found, strict=True) if gone)
    assert drafted(late) == {common.pk: 2}


def buys(basket: Basket) -> str:
    """What was gone, in words; nothing where the buyer got all."""
    try:
        patiently(partial(order_of, basket))
    except BasketAdjusted as adjusted:
        return ", ".join(each.wish.product.name for each in adjusted.adjustments)
    return ""
