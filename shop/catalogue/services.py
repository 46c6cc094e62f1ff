"""Writes of products: a new one is made together with its price and stock."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.collectives.models import Network
from commons.core.audit import record
from commons.core.locking import write
from commons.core.search import fold
from farms.models import VatRegime
from shop.catalogue.data import ProductData, check_product
from shop.catalogue.enums import StockMode
from shop.catalogue.exceptions import AlreadyOnSale, InvalidProduct, NotOnSale
from shop.catalogue.models import (  # type: ignore[attr-defined]  # ProductClass is Oscar's
    Aisle,
    Product,
    ProductClass,
)
from shop.catalogue.stock_services import new_stock_record
from shop.partner.exceptions import NotStocked, check_price
from shop.partner.models import Partner
from shop.partner.sellers import vat_regime

# What a network begins with: slugs name their tint and icon.
AISLES = Path(__file__).with_name("aisles.json")
# Quantities that orders hold, prices and counters would change their meaning.
FIXED = ("base_unit", "sale_mode", "stock_mode")


@write
def create_product(
    *,
    seller: Partner,
    data: ProductData,
    price: Decimal,
    stock: int | None = None,
    actor: User | None,
    now: datetime,
) -> Product:
    """Make a product with its price (euros, VAT included) and, where it lasts, its stock.

    ``stock`` counts base units. Raises ``InvalidProduct`` (with the field), ``InvalidPrice`` or
    ``NotStocked``.
    """
    if stock is not None and data.stock_mode != StockMode.LASTING:
        raise NotStocked
    check_price(price)
    product = new_product(seller, data, now)
    product.save(force_insert=True)
    product.labels.set(data.labels)
    new_stock_record(product, price=price, stock=stock).save(force_insert=True)
    record(actor=actor, action="create_product", target=product, now=now)
    return product


def new_product(seller: Partner, data: ProductData, now: datetime) -> Product:
    """The checked row of a product without its labels, not stored. Raises ``InvalidProduct``."""
    charges_vat = _checked(seller, data, now)
    return Product(
        product_class=ProductClass.objects.get(),
        slug=slugify(fold(data.title)) or "produit",
        seller=seller,
        **data.columns(charges_vat=charges_vat),
    )


@write
def update_product(
    *, product: Product, data: ProductData, actor: User | None, now: datetime
) -> Product:
    """Describe a product anew; what is ordered keeps its own copy.

    How it is sold, counted and stocked stays as it was made. Raises ``InvalidProduct``.
    """
    for field in FIXED:
        if getattr(data, field) != getattr(product, field):
            raise InvalidProduct(field, _("This cannot change: add another product instead."))
    charges_vat = _checked(product.seller, data, now)
    columns = data.columns(charges_vat=charges_vat)
    for field, value in columns.items():
        setattr(product, field, value)
    product.save(update_fields=[*columns, "date_updated"])
    product.labels.set(data.labels)
    record(actor=actor, action="update_product", target=product, now=now)
    return product


@write
def withdraw_product(*, product: Product, actor: User | None, now: datetime) -> Product:
    """Take a product off sale everywhere; orders of it stand. Raises ``NotOnSale``."""
    if not Product.objects.filter(pk=product.pk, is_public=True).update(is_public=False):
        raise NotOnSale
    product.is_public = False
    record(actor=actor, action="withdraw_product", target=product, now=now)
    return product


@write
def restore_product(*, product: Product, actor: User | None, now: datetime) -> Product:
    """Let a product that was taken off sale be offered again. Raises ``AlreadyOnSale``.

    What lists it again is `shop.listings.services.relist_product`.
    """
    if not Product.objects.filter(pk=product.pk, is_public=False).update(is_public=True):
        raise AlreadyOnSale
    product.is_public = True
    record(actor=actor, action="restore_product", target=product, now=now)
    return product


def _checked(seller: Partner, data: ProductData, now: datetime) -> bool:
    """Check the data; whether a rate may stand. In flat-rate refund it may, but need not."""
    regime = vat_regime(seller, timezone.localdate(now))
    may_charge = regime != VatRegime.FRANCHISE
    check_product(data, charges_vat=may_charge and regime != VatRegime.FLAT_RATE)
    return may_charge


@write
def load_aisles(network: Network) -> dict[str, Aisle]:
    """Make a new network's aisles, by slug; later they are its administrator's to write."""
    aisles = json.loads(AISLES.read_text(encoding="utf-8"))
    return {aisle["slug"]: Aisle.objects.create(network=network, **aisle) for aisle in aisles}
