"""The basket as a draft beside an order: what differs, and what becomes of it at the closing.

While an order stands, its household's basket for that distribution holds the order's lines and the
changes that are not ordered yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.basket.querysets import SHOWN, lines_of
from shop.basket.services import replace_lines
from shop.listings.models import Listing
from shop.order.models import Line, Order


@dataclass(frozen=True)
class Change:
    """A line of the draft that differs from the order's; base units, 0 where there is none."""

    wish: BasketLine
    line: Line | None

    @property
    def held(self) -> int:
        return int(self.line.quantity) if self.line else 0

    @property
    def delta(self) -> int:
        return int(self.wish.quantity) - self.held

    @property
    def delta_cents(self) -> int:
        """What the change comes to; what is ordered already keeps its frozen price."""
        if self.line and self.line.quantity:
            return self.line.amount_of(self.wish.quantity) - self.line.amount_cents
        return self.wish.amount_cents


@dataclass(frozen=True)
class Draft:
    """An order with the basket beside it."""

    order: Order
    basket: Basket
    lines: list[Line]

    @cached_property
    def wishes(self) -> list[BasketLine]:
        """The basket's lines, then one of quantity 0 for each that was taken out."""
        wishes = lines_of(self.basket)
        wished = {wish.listing_id for wish in wishes}
        gone = [line for line in self.lines if line.quantity and line.listing_id not in wished]
        return [*wishes, *_taken_out(self.basket, gone)]

    @cached_property
    def changes(self) -> list[Change]:
        lines = {line.listing_id: line for line in self.lines}
        changes = [Change(wish, lines.get(wish.listing_id)) for wish in self.wishes]
        return [each for each in changes if each.delta or _has_other_note(each)]

    @property
    def held(self) -> dict[int, int]:
        return {line.listing_id: line.quantity for line in self.lines if line.quantity}

    @property
    def delta_cents(self) -> int:
        return sum(change.delta_cents for change in self.changes)


def draft_of(order: Order, basket: Basket | None = None) -> Draft:
    """The draft beside an order; filled from the order where its household has none yet.

    `basket` where it was read already.
    """
    lines = list(Line.objects.filter(order=order).select_related("seller").order_by("id"))
    basket = (
        basket
        or Basket.objects.filter(
            household=order.household_id, distribution=order.distribution_id, status=Basket.OPEN
        ).first()
    )
    if basket is None:
        basket = fill_draft(order, lines)
    basket.distribution, basket.household = order.distribution, order.household
    return Draft(order, basket, lines)


def fill_draft(order: Order, lines: Iterable[Line]) -> Basket:
    """Make the basket say what the order says."""
    basket: Basket = Basket.objects.get_or_create(
        household=order.household,
        distribution=order.distribution,
        status=Basket.OPEN,
        defaults={"collective": order.collective},
    )[0]
    wanted = dict.fromkeys(
        BasketLine.objects.filter(basket=basket).values_list("listing_id", flat=True), 0
    )
    wanted |= {line.listing_id: line.quantity for line in lines}
    replace_lines(basket=basket, quantities=wanted)
    return basket


def _taken_out(basket: Basket, lines: list[Line]) -> list[BasketLine]:
    ids = [line.listing_id for line in lines]
    listings = (
        Listing.objects.filter(pk__in=ids).with_window().with_offered().select_related(*SHOWN)
        if ids
        else []
    )
    return [
        BasketLine(
            basket=basket,
            listing=listing,
            product=listing.product,
            stockrecord=listing.stockrecord,
            quantity=0,
            price_incl_tax=listing.price,
        )
        for listing in listings
    ]


def _has_other_note(change: Change) -> bool:
    return change.line is not None and change.line.note != change.wish.note
