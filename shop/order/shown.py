"""An order as pages and mails show it: by seller, in raw values; templates write the words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from shop.catalogue.goods import Goods, place_of
from shop.order.models import Line


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line: what was ordered, what is due (base units and cents, VAT included), and why."""

    line: Line
    goods: Goods

    @property
    def title(self) -> str:
        return str(self.line.title)

    @property
    def quantity(self) -> int:
        return self.line.due_quantity

    @property
    def cents(self) -> int:
        return self.line.due_cents

    @property
    def is_cancelled(self) -> bool:
        return self.line.due_quantity == 0

    @property
    def is_otherwise(self) -> bool:
        """Whether something else is due than was ordered."""
        return not self.is_cancelled and self.line.due_quantity != self.line.quantity


@dataclass(frozen=True, slots=True)
class Seller:
    """A farm, or the collective itself, and what was ordered from it."""

    name: str
    lines: Sequence[ShownLine]

    @property
    def cents(self) -> int:
        return sum(shown.cents for shown in self.lines)


def by_seller(lines: Iterable[Line]) -> list[Seller]:
    """Sellers by name, the collective's own goods last; their lines by name."""
    ordered = sorted(lines, key=place_of_line)
    return [
        Seller(name, [ShownLine(line, line.goods) for line in group])
        for name, group in groupby(ordered, lambda line: line.seller_name)
    ]


def is_estimate(lines: Iterable[Line]) -> bool:
    """Whether something is weighed at pick-up, so that the total may change."""
    return any(line.goods.is_weighed and line.due_quantity for line in lines)


def deposit_cents(lines: Iterable[Line]) -> int:
    """What is owed for containers, beside the order's total."""
    return sum(line.deposit_cents for line in lines)


def place_of_line(line: Line) -> tuple[object, ...]:
    return place_of(line.seller_name, line.title, is_last=line.seller.is_collective)
