"""What must hold of a product, field by field."""

from decimal import Decimal
from typing import Any

import pytest

from commons.core.quantities import BaseUnit, SaleMode
from shop.catalogue.data import check_product
from shop.catalogue.enums import Allergen, AllergenStatement
from shop.catalogue.exceptions import InvalidProduct
from tests.shop.catalogue.product_data import product_data

pytestmark = pytest.mark.django_db
BY_WEIGHT = {"sale_mode": SaleMode.WEIGHT, "base_unit": BaseUnit.GRAM, "step": 500, "least": 500}
CONTAINS = {"allergen_statement": AllergenStatement.CONTAINS}


def check(**fields: Any) -> None:
    check_product(product_data(**fields), charges_vat=True)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        BY_WEIGHT | {"most": 3000},
        BY_WEIGHT | {"base_unit": BaseUnit.MILLILITRE},
        {"sale_mode": SaleMode.WEIGHED, "estimated_weight": 1800},
        {"net_content": 250, "net_unit": BaseUnit.GRAM},
        CONTAINS | {"allergens": [Allergen.MILK]},
        {"vat_rate": Decimal("2.10"), "season_months": [11, 12, 1]},
    ],
)
def test_plausible_products_pass(fields: dict[str, object]) -> None:
    check(**fields)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"noun_many": ""}, "noun_many"),
        ({"unit_label": ""}, "unit_label"),
        ({"base_unit": BaseUnit.GRAM}, "base_unit"),
        ({"sale_mode": SaleMode.WEIGHT}, "base_unit"),
        ({"sale_mode": SaleMode.WEIGHED}, "estimated_weight"),
        ({"tolerance_percent": 101}, "tolerance_percent"),
        ({"step": 0}, "step"),
        ({"least": 0}, "least"),
        (BY_WEIGHT | {"least": 750}, "least"),
        (BY_WEIGHT | {"most": 1200}, "most"),
        ({"least": 3, "most": 2}, "most"),
        ({"net_content": 250}, "net_unit"),
        ({"net_content": 0, "net_unit": BaseUnit.GRAM}, "net_content"),
        ({"net_unit": BaseUnit.GRAM}, "net_content"),
        ({"vat_rate": None}, "vat_rate"),
        ({"vat_rate": Decimal("19.6")}, "vat_rate"),
        (CONTAINS, "allergens"),
        ({"allergens": [Allergen.MILK]}, "allergens"),
        ({"season_months": [0]}, "season_months"),
    ],
)
def test_what_cannot_be_names_its_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidProduct) as refused:
        check(**fields)

    assert refused.value.field == field
    assert str(refused.value) == str(refused.value.message) != ""


def test_who_charges_no_vat_is_not_asked_for_a_rate() -> None:
    check_product(product_data(vat_rate=None), charges_vat=False)
