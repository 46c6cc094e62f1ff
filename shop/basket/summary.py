"""The basket beside a shop: what it holds, its total, its count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from commons.core.money import format_euros
from commons.core.quantities import BaseUnit, SaleMode, format_quantity
from commons.core.typography import NBSP
from shop.listings.quantity_fields import amount
from shop.listings.selectors import ShopRow


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """As `[data-co-lines]` shows it: "2 ×", "Carottes des sables", "5,40 €"."""

    quantity: str
    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class Summary:
    """`cents` VAT included, estimated while `weighed` products wait for their weight."""

    lines: list[SummaryLine]
    cents: int
    weighed: int

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def count_label(self) -> str:
        return ngettext("%(n)d product", "%(n)d products", self.count) % {"n": self.count}

    @property
    def total_label(self) -> str:
        return format_euros(self.cents)

    def answer(self) -> dict[str, Any]:
        """What the stepper's script expects."""
        lines = [{"quantity": x.quantity, "name": x.name, "amount": x.amount} for x in self.lines]
        return {"total": self.total_label, "count": self.count_label, "lines": lines}


def summary_of(rows: Iterable[ShopRow], quantities: Mapping[int, int]) -> Summary:
    """Sum up quantities (base units by listing id) at the prices of the rows."""
    held = [(row, quantities[row.listing_id]) for row in rows if quantities.get(row.listing_id)]
    return Summary(
        lines=[_line(row, quantity) for row, quantity in held],
        cents=sum(amount(row, quantity) for row, quantity in held),
        weighed=sum(row.sale_mode == SaleMode.WEIGHED for row, _quantity in held),
    )


def _line(row: ShopRow, quantity: int) -> SummaryLine:
    unit = BaseUnit(row.base_unit)
    written = format_quantity(quantity, unit)
    if unit == BaseUnit.PIECE:
        written += f"{NBSP}×"
    return SummaryLine(written, row.name, format_euros(amount(row, quantity)))
