"""Ordered lines as the lists of sellers read them, all sellers of a distribution in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from commons.core.dates import has_closed
from commons.core.typed_text import one_line
from distributions.models import Distribution
from shop.listings.querysets import windows
from shop.order.models import Line, OrderLineQuerySet
from shop.partner.models import Partner

# Field of Ordered: where it is read from.
_COLUMNS = {
    "uid": "uid",
    "listing": "listing__uid",
    "seller_id": "seller_id",
    "number": "order__short_number",
    "customer": "order__name",
    "product": "title",
    "produced_by": "produced_by",
    "quantity": "due_quantity",
    "sale_mode": "sale_mode",
    "base_unit": "base_unit",
    "noun_one": "noun_one",
    "noun_many": "noun_many",
    "net_content": "net_content",
    "net_unit": "net_unit",
    "estimated_weight": "estimated_weight",
    "keeping": "keeping",
    "vat_rate": "vat_rate",
    "commission_rate": "commission_rate",
    "fee_rate": "fee_rate",
    "fee_bearer": "fee_bearer",
    "amount_cents": "due_cents",
    "price": "price",
    "note": "note",
    "closes_at": "window_closes_at",
}


class Ordered(NamedTuple):
    """A line that counts; quantities in base units, cents with VAT, rates in percent.

    `customer` is the name on the order and is shown by the collective's rule only
    (`customers.shown_name`). `closes_at` is the line's own closing.
    """

    uid: UUID
    listing: UUID
    seller_id: int
    number: int
    customer: str
    product: str
    produced_by: str
    quantity: int
    sale_mode: str
    base_unit: str
    noun_one: str
    noun_many: str
    net_content: int | None
    net_unit: str
    estimated_weight: int | None
    keeping: str
    vat_rate: Decimal | None
    commission_rate: Decimal
    fee_rate: Decimal
    fee_bearer: str
    amount_cents: int
    price: Decimal
    note: str
    closes_at: datetime | None


def lines_of(distribution: Distribution, seller: Partner) -> list[Ordered]:
    """What customers have ordered from one seller."""
    rows = _lines(distribution).filter(seller=seller)
    return [_ordered(row) for row in rows.values_list(*_columns())]


def lines_by_seller(distribution: Distribution) -> Mapping[int, list[Ordered]]:
    """What customers have ordered, by seller id."""
    found: dict[int, list[Ordered]] = defaultdict(list)
    for row in _lines(distribution).values_list(*_columns()):
        line = _ordered(row)
        found[line.seller_id].append(line)
    return found


def is_past(closes_at: datetime | None, now: datetime) -> bool:
    """Whether a closing has passed; a window without an end was never open."""
    return closes_at is None or has_closed(closes_at, now)


def closed(lines: Collection[Ordered], now: datetime) -> list[Ordered]:
    """Those that customers can no longer change."""
    return [line for line in lines if is_past(line.closes_at, now)]


def _columns() -> list[str]:
    """In the order of the fields, found by their names."""
    return [_COLUMNS[name] for name in Ordered._fields]


def _ordered(row: Iterable[object]) -> Ordered:
    """What somebody typed stays within its row of the list, however it was stored."""
    return Ordered._make(one_line(cell) if isinstance(cell, str) else cell for cell in row)


def _lines(distribution: Distribution) -> OrderLineQuerySet:
    of_this = Line.objects.counted().filter(distribution=distribution)
    closing = windows("listing__")["window_closes_at"]
    found: OrderLineQuerySet = of_this.annotate(window_closes_at=closing)
    return found.order_by("order__short_number", "id")
