"""An order as pages and mails write it: by seller, quantities and amounts in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from commons.core.money import format_euros
from commons.core.quantities import BaseUnit, SaleMode, format_quantity
from shop.order.models import Line


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line; `amount` is an estimate where it starts with "≈"."""

    line: Line
    title: str
    quantity: str
    price: str
    amount: str
    container: str
    note: str
    is_cancelled: bool
    cancel_reason: str


@dataclass(frozen=True, slots=True)
class Seller:
    """A farm, or the collective itself, and what was ordered from it."""

    name: str
    amount: str
    lines: list[ShownLine]


def quantity_words(line: Line, quantity: int) -> str:
    """Write "2 bottes" or "1,5 kg"."""
    unit = BaseUnit(line.base_unit)
    return format_quantity(quantity, unit, noun_one=line.noun_one, noun_many=line.noun_many)


def by_seller(lines: Iterable[Line]) -> list[Seller]:
    """Sellers by name, the collective's own goods last; their lines by name."""
    ordered = sorted(lines, key=_place)
    return [
        Seller(name, format_euros(sum(line.amount_cents for line in group)), _shown(group))
        for name, group in ((name, list(found)) for name, found in groupby(ordered, _seller))
    ]


def price_words(line: Line) -> str:
    """Write "la botte, 2,70 €", or "pesé au retrait, 19,80 €/kg"."""
    price = format_euros(line.price)
    if line.sale_mode == SaleMode.WEIGHED:
        return _("weighed at pick-up, %(price)s/kg") % {"price": price}
    return f"{line.unit_label}, {price}"


def amount_words(line: Line) -> str:
    approx = "≈\N{NO-BREAK SPACE}" if line.sale_mode == SaleMode.WEIGHED and line.quantity else ""
    return approx + format_euros(line.amount_cents)


def is_estimate(lines: Iterable[Line]) -> bool:
    """Whether something is weighed at pick-up, so that the total may change."""
    return any(line.sale_mode == SaleMode.WEIGHED and line.quantity for line in lines)


def deposit_cents(lines: Iterable[Line]) -> int:
    """What is owed for containers, beside the order's total."""
    return sum(
        line.returnable.cents(line.quantity, line.base_unit) for line in lines if line.returnable
    )


def _seller(line: Line) -> str:
    return line.seller_name


def _place(line: Line) -> tuple[bool, str, str]:
    return (line.seller.is_collective, line.seller_name, line.title)


def _shown(lines: list[Line]) -> list[ShownLine]:
    return [
        ShownLine(
            line=line,
            title=line.title,
            quantity=quantity_words(line, line.quantity),
            price=price_words(line),
            amount=amount_words(line),
            container=line.returnable.words() if line.returnable else "",
            note=line.note,
            is_cancelled=line.quantity == 0,
            cancel_reason=line.cancel_reason,
        )
        for line in lines
    ]
