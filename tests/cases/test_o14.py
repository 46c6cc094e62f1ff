"""O14: unit price always per kg, L or piece.

1 kg at 1.00 shows 1.00/kg; a variant of 1 g at 1.00 shows 1,000.00/kg; it is shown in the product
list, in the cart and on the producer's product form while typing.

Where ours differs: a product that is priced by the kilo shows its price per kilo once, as its
price; the producer's form comes with a later version. One function computes it for every screen.
"""

from decimal import Decimal
from typing import Any

import pytest

from commons.core.quantities import BaseUnit
from commons.core.typography import NBSP
from shop.listings.cards import unit_price_words
from shop.listings.models import Listing
from shop.listings.selectors import shop_listings
from tests.factories import make_listing, make_product, make_weight_product

pytestmark = pytest.mark.django_db


def shown(listing: Listing) -> str:
    """The unit price on the product's card."""
    [row] = shop_listings(listing.distribution)
    return unit_price_words(row.goods).replace(NBSP, " ")


def pack(content: int, unit: BaseUnit, **fields: Any) -> Listing:
    price = fields.pop("price", Decimal("1.00"))
    return make_listing(make_product(net_content=content, net_unit=unit, price=price))


@pytest.mark.parametrize(
    ("content", "unit", "label"),
    [
        (1000, BaseUnit.GRAM, "1,00 €/kg"),
        (1, BaseUnit.GRAM, "1 000,00 €/kg"),
        (750, BaseUnit.MILLILITRE, "1,33 €/L"),
        (6, BaseUnit.PIECE, "0,17 €/pièce"),
    ],
)
def test_a_pack_shows_its_price_per_kilo_litre_or_piece(
    content: int, unit: BaseUnit, label: str
) -> None:
    assert shown(pack(content, unit)) == label


def test_goods_priced_by_the_kilo_say_it_once() -> None:
    assert shown(make_listing(make_weight_product(price=Decimal("1.00")))) == ""
