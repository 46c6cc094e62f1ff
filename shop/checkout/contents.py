"""What the basket's page speaks of: a basket, and the order that it is a draft of."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from shop.basket.models import Basket, Line
from shop.basket.querysets import lines_of
from shop.order.check import is_line_open
from shop.order.drafts import Draft, draft_of
from shop.order.models import Order


@dataclass(frozen=True)
class Contents:
    """Lines with what a page shows; beside an order, those that the draft took out are at 0."""

    basket: Basket
    lines: list[Line]
    draft: Draft | None
    now: datetime

    @cached_property
    def held(self) -> dict[int, int]:
        """Base units by listing id that the order holds."""
        return self.draft.held if self.draft else {}

    @cached_property
    def counted(self) -> list[Line]:
        return [line for line in self.lines if line.quantity]

    def cents(self, line: Line) -> int:
        """What is ordered already keeps its frozen price."""
        for ordered in self.draft.lines if self.draft else ():
            if ordered.listing_id == line.listing_id and ordered.quantity:
                return ordered.amount_of(line.quantity)
        return line.amount_cents

    @property
    def total_cents(self) -> int:
        return sum(self.cents(line) for line in self.lines)

    @property
    def closings(self) -> list[datetime]:
        """When the lines that are open close."""
        return [x.listing.window_closes_at for x in self.lines if is_line_open(x, self.now)]


def contents_of(basket: Basket, now: datetime) -> Contents:
    """Read a basket for its page."""
    order = standing_order(basket)
    if order is None:
        return Contents(basket, lines_of(basket), None, now)
    draft = draft_of(order, basket if basket.pk else None)
    return Contents(draft.basket, draft.wishes, draft, now)


def standing_order(basket: Basket) -> Order | None:
    """The household's order at the distribution."""
    if basket.household is None:
        return None
    orders = Order.objects.of_household(basket.household).standing()
    found: Order | None = orders.filter(distribution=basket.distribution).first()
    if found:
        found.distribution, found.household = basket.distribution, basket.household
        found.collective = basket.distribution.collective
    return found
