"""What is ordered of sellers, reckoned by the database: pages show thousands of orders by it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Min, Q, Sum, Window
from django.db.models.functions import RowNumber

from commons.core.typed_text import one_line
from distributions.models import Distribution
from shop.order.models import Line
from shop.reporting.closing_times import SellerAt
from shop.reporting.lines import Ordered, cells, lines_at, ordered

# What tells rows of a list apart, then the rates that are taken out of its sums.
ROW = ("listing_id", "price")
ALIKE = (*ROW, "vat_rate", "commission_rate", "fee_rate", "fee_bearer")


class _Sum(NamedTuple):
    """Lines that are alike, and the first of them."""

    row: tuple[object, ...]
    line: Ordered


def orders_by_seller(
    distribution_ids: Collection[int], seller_ids: Collection[int] | None = None
) -> Mapping[SellerAt, int]:
    """How many orders hold something of each seller, or of these; read in an index alone."""
    lines = Line.objects.counted().filter(distribution__in=distribution_ids).order_by()
    theirs = lines if seller_ids is None else lines.filter(seller__in=seller_ids)
    rows = theirs.values_list("distribution_id", "seller_id")
    return {
        SellerAt(distribution_id, seller_id): count
        for distribution_id, seller_id, count in rows.annotate(n=Count("order", distinct=True))
    }


def sums_of(
    distribution: Distribution, seller_ids: Collection[int], *, most_notes: int | None = None
) -> Mapping[int, Sequence[Ordered]]:
    """What the sellers bring, by their id: each stands for all lines that are alike.

    It is named as the first of them. Their notes follow, on lines of nothing: all, or so many of
    each product at a price. In three queries.
    """
    sums = _sums(distribution, seller_ids)
    found: dict[int, list[Ordered]] = defaultdict(list)
    for each in sums:
        found[each.line.seller_id].append(each.line)
    if any(each.line.notes for each in sums):
        for line in _notes(distribution, seller_ids, sums, most_notes):
            found[line.seller_id].append(line)
    return found


def _sums(distribution: Distribution, seller_ids: Collection[int]) -> list[_Sum]:
    lines = lines_at(distribution).filter(seller__in=seller_ids).order_by()
    rows: Any = lines.values(*ALIKE).annotate(
        first=Min("pk"),
        quantity=Sum("due_quantity"),
        cents=Sum("due_cents"),
        lines=Count("pk"),
        notes=Count("pk", filter=~Q(note="")),
    )
    grouped = sorted(rows, key=lambda row: row["first"])
    firsts = Line.objects.filter(pk__in=[row["first"] for row in grouped]).order_by("pk")
    return [
        _Sum(tuple(row[name] for name in ROW), _standing_for(line, row))
        for line, row in zip(ordered(cells(firsts)), grouped, strict=True)
    ]


def _standing_for(first: Ordered, row: Mapping[str, Any]) -> Ordered:
    return first._replace(
        quantity=row["quantity"],
        amount_cents=row["cents"],
        lines=row["lines"],
        notes=row["notes"],
        note="",
    )


def _notes(
    distribution: Distribution,
    seller_ids: Collection[int],
    sums: Iterable[_Sum],
    most: int | None,
) -> Iterable[Ordered]:
    """The first notes of each row, by number."""
    rows = {each.row: each.line for each in reversed(list(sums))}
    noted = lines_at(distribution).filter(seller__in=seller_ids).exclude(note="")
    if most is not None:
        place = Window(RowNumber(), partition_by=ROW, order_by=["order__short_number", "id"])
        noted = noted.annotate(place=place).filter(place__lte=most)
    for *row, number, note in noted.values_list(*ROW, "order__short_number", "note"):
        if line := rows.get(tuple(row)):  # else it was ordered since the sums were read
            yield line._replace(
                number=number, note=one_line(note), quantity=0, amount_cents=0, lines=0, notes=0
            )
