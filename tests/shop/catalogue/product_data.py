"""What a producer says about a plausible product; a test changes what it is about."""

from decimal import Decimal
from typing import Any

from commons.core.quantities import BaseUnit, SaleMode
from shop.catalogue.data import ProductData
from tests.factories import make_aisle


def product_data(**fields: Any) -> ProductData:
    defaults = {
        "title": "Carottes des sables",
        "aisle": fields.pop("aisle", None) or make_aisle(),
        "sale_mode": SaleMode.PIECE,
        "base_unit": BaseUnit.PIECE,
        "unit_label": "la botte",
        "noun_one": "botte",
        "noun_many": "bottes",
        "vat_rate": Decimal("5.5"),
    }
    return ProductData(**defaults | fields)
