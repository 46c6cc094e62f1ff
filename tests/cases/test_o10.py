"""O10: each sold line takes stock once.

Stocks 97, 19 and 78; an order of 2, 3 and 1 leaves 95, 16 and 77, opens a new empty cart and sends
one confirmation listing the three products and the customer's comment.

Case of foodcoopshop/foodcoopshop. Where ours differs: the basket is not emptied, it stays beside
the order as its draft. Comments are notes to a farm, on the line of a product that takes one.
"""

from typing import Any

import pytest
from django.core import mail

from shop.listings.models import Listing
from shop.listings.stock import left
from shop.order.services import choose
from tests.factories import MONDAY, make_distribution, make_listing, make_product
from tests.ordering import drafted, fill, order_of

pytestmark = pytest.mark.django_db


def test_three_lines_take_their_stock_and_are_confirmed_once(
    django_capture_on_commit_callbacks: Any,
) -> None:
    distribution = make_distribution()
    wanted = {
        make_listing(make_product(name, note_allowed=True), distribution, quota=quota): quantity
        for name, quota, quantity in (("Artichaut", 97, 2), ("Fromage", 19, 3), ("Pain", 78, 1))
    }
    basket = fill(wanted)
    bread = Listing.objects.get(product__title="Pain")
    choose(basket=basket, wanted={}, notes={str(bread.uid): "Tranché, merci"}, now=MONDAY)

    with django_capture_on_commit_callbacks(execute=True):
        order_of(basket)

    after = Listing.objects.select_related("stockrecord").order_by("product__title")
    assert [left(each) for each in after] == [95, 16, 77]
    assert drafted(basket) == {listing.pk: quantity for listing, quantity in wanted.items()}
    (confirmation,) = mail.outbox
    for words in ("Artichaut", "Fromage", "Pain", "Tranché, merci"):
        assert words in confirmation.body
