"""A product with its price and stock, and their changes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from commons.collectives.models import CollectiveVatStatus
from commons.core.models import AuditEntry
from farms.models import FarmVatStatus, VatRegime
from shop.catalogue.enums import StockMode
from shop.catalogue.exceptions import InvalidProduct
from shop.catalogue.models import Product
from shop.catalogue.services import create_product
from shop.catalogue.stock_services import set_price
from shop.partner.exceptions import InvalidPrice, NotStocked
from shop.partner.models import Partner
from shop.partner.sellers import seller_of
from tests.factories import MONDAY, make_collective, make_farm, make_product, make_user
from tests.shop.catalogue.product_data import product_data

pytestmark = pytest.mark.django_db


def create(**fields: Any) -> Product:
    owner = fields.pop("owner", None) or make_farm()
    stock = fields.pop("stock", None)
    return create_product(
        seller=seller_of(owner),
        data=product_data(**fields),
        price=Decimal("2.70"),
        stock=stock,
        actor=None,
        now=MONDAY,
    )


def franchise() -> dict[str, object]:
    farm = make_farm()
    FarmVatStatus.objects.create(farm=farm, regime=VatRegime.FRANCHISE, since=date(2026, 1, 1))
    return {"owner": farm}


def test_a_product_has_a_price_an_address_and_no_stock_to_bind_it() -> None:
    product = create()

    record = product.stockrecords.get()
    assert (product.slug, record.price) == ("carottes-des-sables", Decimal("2.70"))
    assert (record.num_in_stock, record.num_allocated) == (None, None)


def test_a_stock_that_lasts_starts_free() -> None:
    record = create(stock_mode=StockMode.LASTING, stock=40).stockrecords.get()

    assert (record.num_in_stock, record.num_allocated) == (40, 0)


def test_only_a_lasting_product_has_a_stock() -> None:
    with pytest.raises(NotStocked):
        create(stock=40)


def test_a_seller_is_one_partner_whatever_it_sells() -> None:
    farm = make_farm()

    create(owner=farm)
    create(owner=farm)

    assert Partner.objects.get().farm == farm


def test_a_collective_that_is_not_liable_sells_without_vat() -> None:
    collective = make_collective()

    product = create(owner=collective, vat_rate=None)

    assert (product.vat_rate, product.seller_name) == (None, collective.name)


def test_a_collective_that_is_liable_needs_a_rate() -> None:
    collective = make_collective()
    CollectiveVatStatus.objects.create(collective=collective, liable=True, since=date(2026, 1, 1))

    with pytest.raises(InvalidProduct) as refused:
        create(owner=collective, vat_rate=None)

    assert refused.value.field == "vat_rate"


def test_a_farm_in_franchise_needs_no_rate_and_keeps_none() -> None:
    assert create(**franchise(), vat_rate=None).vat_rate is None
    assert create(**franchise(), vat_rate=Decimal("5.5")).vat_rate is None


def test_nothing_is_stored_of_a_wrong_product() -> None:
    with pytest.raises(InvalidProduct):
        create(title="")

    assert not Product.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("price", ["-0.01", "100000", "0.005", "NaN", "Infinity"])
def test_what_cannot_be_a_price_is_refused(price: str) -> None:
    product = make_product()

    with pytest.raises(InvalidPrice):
        set_price(product=product, price=Decimal(price), actor=None, now=MONDAY)

    assert product.stockrecords.get().price == Decimal("2.70")


def test_a_change_of_price_says_who_and_from_what() -> None:
    product, user = make_product(), make_user()

    set_price(product=product, price=Decimal("3"), actor=user, now=MONDAY)

    entry = AuditEntry.objects.get(action="set_price")
    assert product.stockrecords.get().price == 3
    assert (entry.actor, entry.data) == (user, {"from": "2.70", "to": "3"})
