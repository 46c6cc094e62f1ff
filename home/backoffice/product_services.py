"""Operations of a manager on products and what is offered of them: all of it, or nothing."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.locking import write
from commons.core.sent_files import Picture
from farms.models import Farm
from shop.catalogue.data import ProductData
from shop.catalogue.enums import StockMode
from shop.catalogue.models import Product
from shop.catalogue.picture_services import describe_picture, remove_picture, set_picture
from shop.catalogue.services import create_product, restore_product, update_product
from shop.catalogue.stock_services import set_price
from shop.listings.facts import count_stock
from shop.listings.models import Listing
from shop.listings.services import (
    feature_listing,
    list_product,
    offer_usually,
    restore_listing,
    set_listing_price,
    set_quota,
    withdraw_listing,
)
from shop.partner.sellers import seller_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is asked for a product, and how much of it there is (base units)."""

    price: Decimal
    stock: int | None = None
    usual_quota: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What becomes of a product's picture: another one, none, or the same said anew."""

    picture: Picture | None = None
    is_removed: bool = False
    description: str = ""


@write
def add_product(
    *,
    collective: Collective,
    owner: Farm | Collective,
    data: ProductData,
    offer: Offer,
    shown: Shown,
    actor: User,
    now: datetime,
) -> Product:
    """Make a product that the collective offers usually, and list it where its seller comes.

    Raises what `create_product` does.
    """
    lasting = data.stock_mode == StockMode.LASTING
    product = create_product(
        seller=seller_of(owner),
        data=data,
        price=offer.price,
        stock=offer.stock if lasting else None,
        actor=actor,
        now=now,
    )
    _offer(product, collective, offer, actor=actor, now=now)
    list_product(product=product, actor=actor, now=now)
    _show(product, shown, actor=actor, now=now)
    return product


@write
def change_product(
    *,
    collective: Collective,
    product: Product,
    data: ProductData,
    offer: Offer,
    shown: Shown,
    actor: User,
    now: datetime,
) -> Product:
    """Describe a product anew, with its price, its stock, its picture and its usual offer.

    What is listed keeps its price. Raises what the services of each do.
    """
    update_product(product=product, data=data, actor=actor, now=now)
    # The stock before the price: it locks listings, which come before stock records.
    if data.stock_mode == StockMode.LASTING and offer.stock is not None:
        count_stock(product=product, stock=offer.stock, actor=actor, now=now)
    set_price(product=product, price=offer.price, actor=actor, now=now)
    _offer(product, collective, offer, actor=actor, now=now)
    _show(product, shown, actor=actor, now=now)
    return product


@write
def put_back(*, product: Product, actor: User, now: datetime) -> Product:
    """Put a product back on sale: where it is usually offered and its farm comes, from now on.

    Raises ``AlreadyOnSale``.
    """
    restore_product(product=product, actor=actor, now=now)
    list_product(product=product, actor=actor, now=now)
    return product


def _show(product: Product, shown: Shown, *, actor: User, now: datetime) -> None:
    """Last of all: a file is written, which no refusal takes back."""
    said = product.picture.description if product.picture else ""
    if shown.picture:
        set_picture(
            product=product,
            picture=shown.picture,
            description=shown.description,
            actor=actor,
            now=now,
        )
    elif shown.is_removed:
        remove_picture(product=product, actor=actor, now=now)
    elif shown.description != said:
        describe_picture(product=product, description=shown.description, actor=actor, now=now)


def _offer(
    product: Product, collective: Collective, offer: Offer, *, actor: User, now: datetime
) -> None:
    known = product.standing_offers.filter(collective=collective).first()
    offer_usually(
        product=product,
        collective=collective,
        price=known.price if known else None,
        usual_quota=offer.usual_quota,
        actor=actor,
        now=now,
    )


@write
def change_listing(
    *,
    listing: Listing,
    is_featured: bool,
    is_offered: bool,
    price: Decimal | None = None,
    quota: int | None = None,
    with_quota: bool = False,
    actor: User,
    now: datetime,
) -> Listing:
    """Change what is offered at one date; without ``price`` or ``with_quota`` these stay.

    Raises what the services of each do.
    """
    if price is not None and price != listing.price:
        set_listing_price(listing=listing, price=price, actor=actor, now=now)
    if with_quota and quota != listing.quota:
        set_quota(listing=listing, quota=quota, actor=actor, now=now)
    if is_featured != listing.is_featured:
        feature_listing(listing=listing, featured=is_featured, actor=actor, now=now)
    if is_offered != (listing.withdrawn_at is None):
        change = restore_listing if is_offered else withdraw_listing
        change(listing=listing, actor=actor, now=now)
    return listing
