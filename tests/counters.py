"""Whether the counters of stock say what the lines of orders say."""

from collections.abc import Iterator

from django.db.models import Q, Sum

from shop.listings.models import Listing
from shop.order.models import Line
from shop.partner.models import StockRecord

# What is promised of a lasting stock, and not handed over yet.
PROMISED = Q(listing__limited=True, listing__handed_over_at__isnull=True)


def miscounted() -> list[str]:
    """Each counter that differs from what the lines of orders come to."""
    return [*_listings(), *_records()]


def _listings() -> Iterator[str]:
    for listing in Listing.objects.all():
        held = _held(Q(listing=listing))
        there = listing.quota if listing.limited else None
        if listing.ordered != held:
            yield f"listing {listing.pk} holds {listing.ordered}, its lines {held}"
        if listing.short_by != _beyond(held, there):
            yield f"listing {listing.pk} is short by {listing.short_by}: {held} of {there}"


def _records() -> Iterator[str]:
    for record in StockRecord.objects.filter(num_in_stock__isnull=False):
        held, there = _held(PROMISED & Q(listing__stockrecord=record)), record.num_in_stock
        if record.num_allocated != held:
            yield f"stock {record.pk} promises {record.num_allocated}, the lines {held}"
        if record.short_by != _beyond(held, there):
            yield f"stock {record.pk} is short by {record.short_by}: {held} of {there}"


def _held(which: Q) -> int:
    lines = Line.objects.counted().filter(which)
    return lines.aggregate(sum=Sum("due_quantity"))["sum"] or 0


def _beyond(held: int, there: int | None) -> int:
    return 0 if there is None else max(0, held - there)
