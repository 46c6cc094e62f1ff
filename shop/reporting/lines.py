"""Ordered lines as the lists of sellers read them, all sellers of a distribution in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, DateTimeField, IntegerField, Value, When

from commons.core.dates import has_closed
from commons.core.typed_text import one_line
from distributions.models import Distribution
from shop.listings.querysets import windows
from shop.order.models import Line, OrderLineQuerySet
from shop.partner.models import Partner

CHUNK = 2000
# Where each field of Ordered is read from, in their order.
COLUMNS = (
    "uid",
    "listing__uid",
    "seller_id",
    "order__short_number",
    "order__name",
    "title",
    "produced_by",
    "due_quantity",
    "sale_mode",
    "base_unit",
    "noun_one",
    "noun_many",
    "net_content",
    "net_unit",
    "estimated_weight",
    "keeping",
    "vat_rate",
    "commission_rate",
    "fee_rate",
    "fee_bearer",
    "due_cents",
    "price",
    "note",
    "window_closes_at",
)


class Ordered(NamedTuple):
    """A line that counts; quantities in base units, cents with VAT, rates in percent.

    `customer` is the name on the order and is shown by the collective's rule only
    (`customers.shown_name`). `closes_at` is the line's own closing, where it was read
    (`with_closing`). It may stand for several `lines` that are alike, which bear so many `notes`
    (`sums.sums_of`).
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
    lines: int
    notes: int


# `lines` and `notes` of a line that stands for itself: its note is there to be read.
ALONE = (1, 0)


def lines_of(distribution: Distribution, seller: Partner) -> list[Ordered]:
    """What customers have ordered from one seller."""
    return list(ordered(cells(with_closing(lines_at(distribution).filter(seller=seller)))))


def lines_by_seller(distribution: Distribution) -> Mapping[int, list[Ordered]]:
    """What customers have ordered, by seller id."""
    found: dict[int, list[Ordered]] = defaultdict(list)
    for line in ordered(cells(with_closing(lines_at(distribution)))):
        found[line.seller_id].append(line)
    return found


def lines_in_turn(distribution: Distribution, seller_ids: Sequence[int]) -> Iterator[Ordered]:
    """What customers have ordered from some sellers, one after the other, read in chunks."""
    rows = lines_at(distribution).filter(seller__in=seller_ids)
    in_turn = rows.order_by(turn_of(seller_ids), "order__short_number", "id")
    return ordered(cells(in_turn).iterator(chunk_size=CHUNK))


def turn_of(seller_ids: Sequence[int]) -> Case:
    """The place of a line's seller among some."""
    turns = (When(seller=pk, then=Value(n)) for n, pk in enumerate(seller_ids))
    return Case(*turns, output_field=IntegerField())


def is_past(closes_at: datetime | None, now: datetime) -> bool:
    """Whether a closing has passed; a window without an end was never open."""
    return closes_at is None or has_closed(closes_at, now)


def closed(lines: Collection[Ordered], now: datetime) -> list[Ordered]:
    """Those that customers can no longer change."""
    return [line for line in lines if is_past(line.closes_at, now)]


def lines_at(distribution: Distribution) -> OrderLineQuerySet:
    """Those that count, by number."""
    found = Line.objects.counted().filter(distribution=distribution)
    by_number: OrderLineQuerySet = found.order_by("order__short_number", "id")
    return by_number


def with_closing(lines: OrderLineQuerySet) -> OrderLineQuerySet:
    """Each with its own closing, which takes more tables than the rest."""
    found: OrderLineQuerySet = lines.annotate(
        window_closes_at=windows("listing__")["window_closes_at"]
    )
    return found


def cells(lines: OrderLineQuerySet) -> Any:
    """What `ordered` reads of some lines."""
    if "window_closes_at" not in lines.query.annotations:
        lines = lines.annotate(window_closes_at=Value(None, DateTimeField()))
    return lines.values_list(*COLUMNS)


def ordered(rows: Iterable[Any]) -> Iterator[Ordered]:
    """Lines of their cells; what somebody typed stays within its row, however it was stored."""
    for row in rows:
        texts = (one_line(cell) if isinstance(cell, str) else cell for cell in row)
        yield Ordered._make((*texts, *ALONE))
