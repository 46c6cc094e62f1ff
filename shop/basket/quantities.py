"""One line of a basket: what was typed, and whether it may be ordered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commons.core.dates import WindowState, window_state
from commons.core.quantities import (
    BaseUnit,
    check_quantity,
    format_quantity,
    parse_quantity,
)
from shop.basket.exceptions import (
    Closed,
    NoLongerOffered,
    NotOpenYet,
    OnlyLeft,
    SoldOut,
)
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.listings.stock import left


@dataclass(frozen=True, slots=True)
class Wish:
    """A quantity for a listing: ``before`` in the basket, ``held`` by the household's order."""

    listing: Listing
    quantity: int
    before: int
    held: int


def typed_quantity(product: Product, typed: str | int, sign: int = 0) -> int:
    """Base units of what was typed, then a step up (+1) or down (−1); an ``int`` counts them.

    Raises ``QuantityError``.
    """
    quantity = (
        typed if isinstance(typed, int) else parse_quantity(typed, BaseUnit(product.base_unit))
    )
    return stepped(product, quantity, sign) if sign else quantity


def stepped(product: Product, quantity: int, sign: int) -> int:
    """The next quantity towards ``sign``: whole steps, nothing between 0 and the least."""
    steps = quantity // product.step + 1 if sign > 0 else -(-quantity // product.step) - 1
    wanted = max(0, steps * product.step)
    lowest = -(-product.least // product.step) * product.step
    if wanted < lowest:
        return lowest if sign > 0 else 0
    return wanted


def check_wish(wish: Wish, now: datetime) -> None:
    """Refuse what may not be ordered; what the order holds may always be put back.

    Raises ``LineRefused`` or ``QuantityError``.
    """
    if wish.quantity in (wish.before, wish.held):
        return
    if wish.quantity or wish.held:
        _check_window(wish.listing, now)
    if not wish.quantity:
        return
    product = wish.listing.product
    check_quantity(wish.quantity, step=product.step, least=product.least, most=product.most)
    if wish.quantity > wish.held:
        _check_offered(wish)


def words(product: Product, quantity: int) -> str:
    """Write "2 bottes" or "1,5 kg"."""
    return format_quantity(
        quantity,
        BaseUnit(product.base_unit),
        noun_one=product.noun_one,
        noun_many=product.noun_many,
    )


def orderable(product: Product, available: int) -> int:
    """The most that may be ordered of what is available, by the product's step and least."""
    most = available if product.most is None else min(available, product.most)
    quantity = most // product.step * product.step
    return quantity if quantity >= product.least else 0


def _check_window(listing: Any, now: datetime) -> None:
    state = window_state(now, listing.window_opens_at, listing.window_closes_at)
    if state == WindowState.UPCOMING:
        raise NotOpenYet
    if state != WindowState.OPEN:
        raise Closed


def _check_offered(wish: Wish) -> None:
    listing: Any = wish.listing  # annotated by `with_offered`
    if not listing.is_offered:
        raise NoLongerOffered
    remaining = left(listing)
    if remaining is None or wish.quantity <= remaining + wish.held:
        return
    if remaining + wish.held <= 0:
        raise SoldOut
    raise OnlyLeft(left=words(listing.product, remaining + wish.held))
