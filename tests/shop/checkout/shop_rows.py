"""Rows that the tests of the shop's pages share."""

from datetime import date
from decimal import Decimal
from typing import Any

from farms.models import Certification, Farm, Label
from shop.catalogue.models import Product
from tests.factories import make_product


def make_certificate(farm: Farm, label: Label, **fields: Any) -> Certification:
    defaults = {
        "body_code": "FR-BIO-01",
        "number": "71-2014-0318",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    }
    return Certification.objects.create(farm=farm, label=label, **defaults | fields)


def make_bunch(title: str = "Carottes des sables", **fields: Any) -> Product:
    """A bunch of 600 g at 2.70 €: 4.50 €/kg."""
    defaults = {"net_content": 600, "net_unit": "g", "price": Decimal("2.70")}
    return make_product(title, **defaults | fields)
