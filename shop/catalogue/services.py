"""Writes of products. A new one, with its price and stock, is made by `shop.partner`."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.collectives.selectors import is_liable_to_vat
from commons.core.audit import record
from commons.core.search import fold
from farms.models import Farm, VatRegime
from farms.selectors import vat_regime_on
from shop.catalogue.data import ProductData, check_product
from shop.catalogue.exceptions import AlreadyOnSale, InvalidProduct, NotOnSale
from shop.catalogue.models import Product, ProductClass  # type: ignore[attr-defined]  # by Oscar

# Quantities that orders hold, prices and counters would change their meaning.
FIXED = ("base_unit", "sale_mode", "stock_mode")


def add_product(*, seller: Farm | Collective, data: ProductData, now: datetime) -> Product:
    """Store a product of a farm or of a collective, without price or stock.

    Raises ``InvalidProduct``.
    """
    product = new_product(seller, data, now)
    product.save(force_insert=True)
    product.labels.set(data.labels)
    return product


def new_product(seller: Farm | Collective, data: ProductData, now: datetime) -> Product:
    """The checked row of a product without its labels, not stored. Raises ``InvalidProduct``."""
    charges_vat = _checked(seller, data, now)
    return Product(
        product_class=ProductClass.objects.get(),
        slug=slugify(fold(data.title)) or "produit",
        farm=seller if isinstance(seller, Farm) else None,
        collective=seller if isinstance(seller, Collective) else None,
        **data.columns(charges_vat=charges_vat),
    )


@transaction.atomic
def update_product(
    *, product: Product, data: ProductData, actor: User | None, now: datetime
) -> Product:
    """Describe a product anew; what is ordered keeps its own copy.

    How it is sold, counted and stocked stays as it was made. Raises ``InvalidProduct``.
    """
    for field in FIXED:
        if getattr(data, field) != getattr(product, field):
            raise InvalidProduct(field, _("This cannot change: add another product instead."))
    charges_vat = _checked(seller_of(product), data, now)
    for field, value in data.columns(charges_vat=charges_vat).items():
        setattr(product, field, value)
    product.save()
    product.labels.set(data.labels)
    record(actor=actor, action="update_product", target=product, now=now)
    return product


@transaction.atomic
def withdraw_product(*, product: Product, actor: User | None, now: datetime) -> Product:
    """Take a product off sale everywhere; orders of it stand. Raises ``NotOnSale``."""
    if not Product.objects.filter(pk=product.pk, is_public=True).update(is_public=False):
        raise NotOnSale
    product.is_public = False
    record(actor=actor, action="withdraw_product", target=product, now=now)
    return product


@transaction.atomic
def restore_product(*, product: Product, actor: User | None, now: datetime) -> Product:
    """Let a product that was taken off sale be offered again. Raises ``AlreadyOnSale``.

    What lists it again is `shop.listings.services.relist_product`.
    """
    if not Product.objects.filter(pk=product.pk, is_public=False).update(is_public=True):
        raise AlreadyOnSale
    product.is_public = True
    record(actor=actor, action="restore_product", target=product, now=now)
    return product


def seller_of(product: Product) -> Farm | Collective:
    """The farm, or the collective itself; the database holds one of the two."""
    return cast("Farm | Collective", product.farm or product.collective)


def _checked(seller: Farm | Collective, data: ProductData, now: datetime) -> bool:
    """Check the data; whether a rate may stand. In flat-rate refund it may, but need not."""
    day = timezone.localdate(now)
    if isinstance(seller, Collective):
        may_charge = must_charge = is_liable_to_vat(seller, day)
    else:
        regime = vat_regime_on(seller, day)
        may_charge = regime != VatRegime.FRANCHISE
        must_charge = may_charge and regime != VatRegime.FLAT_RATE
    check_product(data, charges_vat=must_charge)
    return may_charge
