"""One line of a basket: what was typed, and whether it may be ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from commons.core import dates
from commons.core.dates import WindowState, window_state
from commons.core.money import format_euros
from commons.core.quantities import BaseUnit, check_quantity, parse_quantity
from shop.basket.exceptions import (
    Closed,
    DateCancelled,
    NoLongerOffered,
    NoteTooLong,
    NotOpenYet,
    OnlyLeft,
    SoldOut,
    TooDear,
    WithoutDates,
)
from shop.catalogue.goods import Goods
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.listings.stock import left

NOTE_LENGTH = 200
# Beyond it somebody's finger slipped; a canteen that means it asks its collective.
MOST_CENTS_OF_A_LINE = 500_000


class Portion(NamedTuple):
    """What is wanted of a listing, or what an order holds of it; base units."""

    quantity: int = 0
    note: str = ""


class Asked(NamedTuple):
    """What a basket says of a listing: base units, a note, the price when it was chosen."""

    quantity: int
    note: str = ""
    chosen_at: Decimal | None = None

    @property
    def portion(self) -> Portion:
        return Portion(self.quantity, self.note)


type Asks = Mapping[int, Asked]
"""By listing id."""
type Portions = Mapping[int, Portion]
"""By listing id."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A quantity asked of a listing: ``before`` in the basket, ``held`` by the own order.

    ``zone`` is the collective's clock; ``is_cancelled`` says that the whole date is.
    """

    listing: Listing
    quantity: int
    before: int
    held: int
    zone: ZoneInfo
    is_cancelled: bool = False


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


def check_ask(ask: Ask, now: datetime) -> None:
    """Refuse what may not be ordered; what the order holds may always be put back.

    Raises ``LineRefused`` or ``QuantityError``.
    """
    if ask.quantity in (ask.before, ask.held):
        return
    if ask.quantity or ask.held:
        _check_window(ask, now)
    if not ask.quantity:
        return
    product = ask.listing.product
    check_quantity(ask.quantity, step=product.step, least=product.least, most=product.most)
    check_amount(goods_of(ask.listing), ask.quantity)
    if ask.quantity > ask.held:
        _check_offered(ask)


def check_amount(goods: Goods, quantity: int) -> None:
    """Raise ``TooDear`` for more than one product of an order may come to."""
    if goods.amount(quantity) > MOST_CENTS_OF_A_LINE:
        raise TooDear(most=format_euros(MOST_CENTS_OF_A_LINE))


def check_note(note: str) -> None:
    """Raise ``NoteTooLong``; nothing is cut without saying so."""
    if len(note) > NOTE_LENGTH:
        raise NoteTooLong(most=NOTE_LENGTH, n=len(note))


def goods_of(listing: Listing) -> Goods:
    """How a listing's product is sold there today; its product is read."""
    return listing.product.goods_at(listing.price)


def orderable(product: Product, available: int) -> int:
    """The most that may be ordered of what is available, by the product's step and least."""
    most = available if product.most is None else min(available, product.most)
    quantity = most // product.step * product.step
    return quantity if quantity >= product.least else 0


def _check_window(ask: Ask, now: datetime) -> None:
    listing: Any = ask.listing  # annotated by `with_window`
    opens_at, closes_at = listing.window_opens_at, listing.window_closes_at
    state = window_state(now, opens_at, closes_at)
    if ask.is_cancelled and (state != WindowState.OPEN or ask.quantity > ask.held):
        raise DateCancelled
    if state == WindowState.UNDATED:
        raise WithoutDates
    if state == WindowState.UPCOMING:
        raise NotOpenYet(moment=dates.closing(opens_at, ask.zone))
    if state == WindowState.CLOSED:
        raise Closed(since=dates.since(closes_at, now, ask.zone))


def _check_offered(ask: Ask) -> None:
    listing: Any = ask.listing  # annotated by `with_offered`
    if not listing.is_offered:
        raise NoLongerOffered
    remaining = left(listing)
    if remaining is None or ask.quantity <= remaining + ask.held:
        return
    if remaining + ask.held <= 0:
        raise SoldOut
    raise OnlyLeft(left=goods_of(listing).words(remaining + ask.held))
