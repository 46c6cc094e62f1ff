"""Stock: what orders hold, never more than there is, whatever the concurrency.

Rows are locked late and once, sorted by id, listings before stock records, so that two orders
never wait for each other; what is left is read under the lock, and the update is conditional all
the same. SQLite has no row locks: its transactions are IMMEDIATE, one writer at a time.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, IntegerField, Model, Q, QuerySet, When
from django.db.transaction import TransactionManagementError

from commons.accounts.models import User
from shop.listings.exceptions import ListingMissing, OutOfStock, Shortage
from shop.listings.models import Listing, StockMove
from shop.partner.models import StockRecord

NO_QUOTA = Q(limited=False) | Q(quota__isnull=True)
WITHIN_QUOTA = Q(ordered_after__gte=0) & (NO_QUOTA | Q(ordered_after__lte=F("quota")))
WITHIN_STOCK = Q(allocated_after__gte=0, allocated_after__lte=F("num_in_stock"))


def take(*, changes: Mapping[int, int], reference: str, actor: User | None, now: datetime) -> None:
    """Let orders hold more (or less) of some listings: all of it, or nothing.

    ``changes`` are base units by listing id, +3 taken and −3 given back; ``reference`` names the
    order in the log of moves. Must run inside the caller's transaction: read presence and windows
    after this call, under its locks, and raise to undo it.
    Raises ``ListingMissing``, or ``OutOfStock`` with every shortage.
    """
    changes = {listing_id: delta for listing_id, delta in changes.items() if delta}
    if not changes:
        return
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("take() must run inside the caller's transaction")
    listings = _locked_listings(changes)
    records = _locked_records(listings)
    if shortages := list(_shortages(changes, listings, records)):
        raise OutOfStock(shortages)
    _hold(changes)
    _allocate(by_record(changes, listings, records))
    StockMove.objects.bulk_create(
        StockMove(listing_id=pk, at=now, delta=delta, reference=reference, actor=actor)
        for pk, delta in changes.items()
    )


def left(listing: Listing) -> int | None:
    """What can still be ordered, in base units; None where nothing limits it.

    Reads ``listing.stockrecord``: select it together with many listings.
    """
    return _left(listing, listing.stockrecord) if listing.limited else None


def counter(listing: Listing) -> int | None:
    """The farm's counter, quota − ordered; below zero where goods are made to order."""
    return None if listing.quota is None else listing.quota - listing.ordered


def _locked_listings(changes: Mapping[int, int]) -> list[Listing]:
    rows = Listing.objects.filter(pk__in=changes).order_by("pk").select_for_update(no_key=True)
    listings = list(rows)
    if missing := changes.keys() - {listing.pk for listing in listings}:
        raise ListingMissing(missing)
    return listings


def _locked_records(listings: Iterable[Listing]) -> dict[int, StockRecord]:
    """The stock records that bind: those that count a stock, of listings with a limit."""
    ids = {listing.stockrecord_id for listing in listings if listing.limited}
    rows = StockRecord.objects.filter(pk__in=ids, num_in_stock__isnull=False).order_by("pk")
    return {record.pk: record for record in rows.select_for_update(no_key=True)}


def by_record(
    changes: Mapping[int, int], listings: Iterable[Listing], records: Container[int]
) -> dict[int, int]:
    """What changes come to, by stock record; ``records`` holds those that count a stock."""
    sums: dict[int, int] = defaultdict(int)
    for listing in listings:
        if listing.limited and listing.stockrecord_id in records:
            sums[listing.stockrecord_id] += changes[listing.pk]
    return sums


def _shortages(
    changes: Mapping[int, int], listings: Iterable[Listing], records: Mapping[int, StockRecord]
) -> Iterator[Shortage]:
    """Count through the changes in memory, what is given back first."""
    for listing in sorted(listings, key=lambda each: changes[each.pk]):
        delta = changes[listing.pk]
        record = records.get(listing.stockrecord_id) if listing.limited else None
        remaining = _left(listing, record) if listing.limited else None
        if remaining is not None and delta > max(remaining, 0):
            yield Shortage(listing.pk, delta, max(remaining, 0))
        elif record is not None:
            record.num_allocated += delta


def _left(listing: Listing, record: StockRecord | None) -> int | None:
    bounds = []
    if listing.quota is not None:
        bounds.append(listing.quota - listing.ordered)
    if record is not None and record.num_in_stock is not None:
        bounds.append(record.num_in_stock - (record.num_allocated or 0))
    return min(bounds, default=None)


def _hold(changes: Mapping[int, int]) -> None:
    rows = Listing.objects.filter(pk__in=changes)
    held = rows.alias(ordered_after=F("ordered") + _delta(changes)).filter(WITHIN_QUOTA)
    _update_all(held, changes, ordered=F("ordered") + _delta(changes))


def _allocate(changes: Mapping[int, int]) -> None:
    if changes:
        rows = StockRecord.objects.filter(pk__in=changes)
        held = rows.alias(allocated_after=F("num_allocated") + _delta(changes)).filter(WITHIN_STOCK)
        _update_all(held, changes, num_allocated=F("num_allocated") + _delta(changes))


def _update_all[M: Model](rows: QuerySet[M], changes: Mapping[int, int], **values: object) -> None:
    """The last guard: every row passes its condition, or the transaction is undone."""
    if rows.update(**values) != len(changes):
        raise TransactionManagementError("stock changed under its lock")


def _delta(changes: Mapping[int, int]) -> Case:
    whens = [When(pk=pk, then=delta) for pk, delta in sorted(changes.items())]
    return Case(*whens, default=0, output_field=IntegerField())
