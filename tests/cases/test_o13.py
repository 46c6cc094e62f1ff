"""O13: made-to-order goods still count.

A made-to-order product showing 1 is ordered 10: accepted, counter −9, not shown as a shortage;
cancelling brings it back to 1.

Case of openfoodfoundation/openfoodnetwork. No difference of rule.
"""

import pytest

from shop.catalogue.enums import StockMode
from shop.listings.stock import counter, left
from shop.order.services import cancel_order
from tests.factories import MONDAY, make_listing, make_product
from tests.ordering import buy

pytestmark = pytest.mark.django_db


def test_ten_of_one_are_accepted_and_counted() -> None:
    listing = make_listing(make_product(stock_mode=StockMode.UNLIMITED), quota=1)

    order = buy({listing: 10})
    listing.refresh_from_db()
    assert (counter(listing), left(listing)) == (-9, None)

    cancel_order(order=order, actor=order.user, now=MONDAY)
    listing.refresh_from_db()
    assert counter(listing) == 1
