"""The basket beside a shop: what it holds, its total, its count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from commons.core.money import format_euros
from commons.core.quantities import BaseUnit, format_quantity
from commons.core.typography import NBSP
from shop.catalogue.goods import Goods
from shop.listings.selectors import ShopRow
from shop.order.drafts import Draft
from shop.order.models import Line


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """As `[data-co-lines]` shows it: "2 ×", "Carottes des sables", "5,40 €"."""

    quantity: str
    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class Summary:
    """`cents` VAT included, estimated while `weighed` products wait for their weight.

    `delta_cents`: what the changes of an order come to, `is_changed` where there are any; None
    without an order.
    """

    lines: list[SummaryLine]
    cents: int
    weighed: int
    delta_cents: int | None = None
    is_changed: bool = False

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def count_label(self) -> str:
        return ngettext("%(n)d product", "%(n)d products", self.count) % {"n": self.count}

    @property
    def total_label(self) -> str:
        return format_euros(self.cents)

    def answer(self) -> dict[str, object]:
        """What the stepper's script expects."""
        lines = [{"quantity": x.quantity, "name": x.name, "amount": x.amount} for x in self.lines]
        return {"total": self.total_label, "count": self.count_label, "lines": lines}


def summary_of(rows: Iterable[ShopRow], quantities: Mapping[int, int]) -> Summary:
    """Sum up quantities (base units by listing id) at the prices of the rows."""
    chosen = [(row, quantities[row.listing_id]) for row in rows if quantities.get(row.listing_id)]
    return _summed([(row.name, row.goods, n, row.goods.amount(n)) for row, n in chosen])


def summary_of_draft(draft: Draft) -> Summary:
    """Sum up what is wanted beside an order: what is held costs what it was ordered at."""
    wishes = [wish for wish in draft.wishes if wish.quantity]
    summed = _summed(
        [(wish.product.name, wish.goods, wish.quantity, wish.cents) for wish in wishes]
    )
    if draft.order is None:
        return summed
    return replace(summed, delta_cents=draft.delta_cents, is_changed=bool(draft.changes))


def summary_of_order(lines: Iterable[Line]) -> Summary:
    """Sum up an order beside which nothing is changed."""
    rows = [(line.title, line.goods, line.due_quantity, line.due_cents) for line in lines]
    return replace(_summed(rows), delta_cents=0)


def _summed(items: Sequence[tuple[str, Goods, int, int]]) -> Summary:
    """Of names, goods, quantities in base units and cents."""
    return Summary(
        lines=[
            SummaryLine(short_quantity(goods, n), name, format_euros(cents))
            for name, goods, n, cents in items
        ],
        cents=sum(cents for _name, _goods, _n, cents in items),
        weighed=sum(goods.is_weighed for _name, goods, _n, _cents in items),
    )


def short_quantity(goods: Goods, quantity: int) -> str:
    """Before a name: "2 ×", "1,5 kg"."""
    written = format_quantity(quantity, goods.base_unit)
    return f"{written}{NBSP}×" if goods.base_unit == BaseUnit.PIECE else written
