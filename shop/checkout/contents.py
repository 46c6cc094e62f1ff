"""What the basket's page speaks of: a basket, and the order that it is a draft of."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from shop.basket.models import Basket, Line
from shop.basket.querysets import lines_of
from shop.catalogue.deposits import Returnable, returnable_of
from shop.order.check import is_line_open
from shop.order.drafts import Draft, draft_of
from shop.order.models import Line as OrderLine
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

    @cached_property
    def ordered(self) -> dict[int, OrderLine]:
        """The lines of the order by listing id: what is ordered keeps its price and container."""
        lines = self.draft.lines if self.draft else []
        return {line.listing_id: line for line in lines if line.quantity}

    def cents(self, line: Line) -> int:
        ordered = self.ordered.get(line.listing_id)
        return ordered.amount_of(line.quantity) if ordered else line.amount_cents

    def returnable(self, line: Line) -> Returnable | None:
        ordered = self.ordered.get(line.listing_id)
        return ordered.returnable if ordered else returnable_of(line.product)

    @property
    def total_cents(self) -> int:
        return sum(self.cents(line) for line in self.lines)

    @property
    def deposit_cents(self) -> int | None:
        """What is owed for containers beside the total; None where none bears a deposit."""
        found = [(line, self.returnable(line)) for line in self.lines]
        deposits = [
            container.cents(line.quantity, line.product.base_unit)
            for line, container in found
            if container and container.deposit_cents
        ]
        return sum(deposits) if deposits else None

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
