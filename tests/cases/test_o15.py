"""O15: an order freezes its price.

Two customers order 4 and 6 courgettes at 3.50 incl. VAT 5.5 %: recap 10, total 35.00 incl., 33.18
excl. Raising the price by 4.00 afterwards changes nothing in that recap. Lines of another
distribution are not counted.

Case of CAMAP-APP/camap-hx. No difference of rule: VAT is taken out once of the sum.
"""

from decimal import Decimal

import pytest

from commons.core.money import vat_included_cents
from shop.listings.services import set_listing_price
from tests.factories import FRIDAY, MONDAY, make_distribution, make_farm, make_listing, make_product
from tests.listed import recap
from tests.ordering import buy

pytestmark = pytest.mark.django_db


def test_a_later_price_touches_nothing_that_is_ordered() -> None:
    farm, distribution = make_farm(), make_distribution()
    courgette = make_product("Courgette", farm=farm, price=Decimal("3.50"))
    listing = make_listing(courgette, distribution)
    elsewhere = make_listing(
        courgette, make_distribution(distribution.collective, FRIDAY.replace(day=28))
    )
    for quantities in ({listing: 4}, {listing: 6}, {elsewhere: 7}):
        buy(quantities)

    set_listing_price(listing=listing, price=Decimal("7.50"), actor=None, now=MONDAY)

    found = recap(distribution, farm)
    (row,) = found.products
    assert (row.quantity_label, found.total_cents) == ("10 bottes", 3500)
    assert found.total_cents - vat_included_cents(found.total_cents, Decimal("5.5")) == 3318
