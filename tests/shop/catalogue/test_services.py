"""Changing and withdrawing a product."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from commons.core.models import AuditEntry
from commons.core.quantities import BaseUnit, SaleMode
from farms.models import FarmVatStatus, VatRegime
from shop.catalogue.enums import Allergen, AllergenStatement, StockMode
from shop.catalogue.exceptions import InvalidProduct
from shop.catalogue.models import Product
from shop.catalogue.services import update_product, withdraw_product
from shop.listings.models import Listing
from tests.factories import MONDAY, make_label, make_listing, make_product, make_user
from tests.shop.catalogue.product_data import product_data

pytestmark = pytest.mark.django_db


def update(product: Product, **fields: Any) -> Product:
    data = product_data(aisle=product.aisle, **fields)
    update_product(product=product, data=data, actor=None, now=MONDAY)
    return Product.objects.get(pk=product.pk)


def test_a_product_is_described_anew() -> None:
    product = update(
        make_product(),
        title="Carottes primeur",
        labels=[make_label()],
        allergen_statement=AllergenStatement.CONTAINS,
        allergens=[Allergen.CELERY],
        season_months=[6, 5],
    )

    assert (product.title, product.allergens, product.season_months) == (
        "Carottes primeur",
        ["celery"],
        [5, 6],
    )
    assert [label.slug for label in product.labels.all()] == ["ab"]


def test_described_from_an_old_page_it_stays_off_sale() -> None:
    product = make_product()
    old = Product.objects.get(pk=product.pk)
    withdraw_product(product=product, actor=None, now=MONDAY)

    update(old, title="Carottes primeur")

    product.refresh_from_db()
    assert (product.title, product.is_public) == ("Carottes primeur", False)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"base_unit": BaseUnit.GRAM}, "base_unit"),
        ({"sale_mode": SaleMode.WEIGHED, "estimated_weight": 100}, "sale_mode"),
        ({"stock_mode": StockMode.LASTING}, "stock_mode"),
    ],
)
def test_how_it_is_counted_does_not_change(fields: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidProduct) as refused:
        update(make_product(), **fields)

    assert refused.value.field == field


def test_a_farm_that_went_into_franchise_loses_the_rate() -> None:
    product = make_product()
    FarmVatStatus.objects.create(
        farm=product.farm, regime=VatRegime.FRANCHISE, since=date(2026, 1, 1)
    )

    assert update(product, vat_rate=Decimal(20)).vat_rate is None


@pytest.mark.parametrize("rate", [None, Decimal(20)])
def test_a_farm_in_flat_rate_refund_need_not_state_a_rate(rate: Decimal | None) -> None:
    product = make_product()
    FarmVatStatus.objects.create(
        farm=product.farm, regime=VatRegime.FLAT_RATE, since=date(2026, 1, 1)
    )

    assert update(product, vat_rate=rate).vat_rate == rate


def test_a_withdrawn_product_is_offered_nowhere() -> None:
    listing = make_listing()
    user = make_user()

    withdraw_product(product=listing.product, actor=user, now=MONDAY)

    assert not Listing.objects.offered().exists()
    assert AuditEntry.objects.get(action="withdraw_product").actor == user
