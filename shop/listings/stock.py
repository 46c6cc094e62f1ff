"""Stock: what may be promised, never more than there is, whatever the concurrency.

Rows are locked late and once, sorted by id, listings before stock records, so that two orders
never wait for each other; what is left is read under the lock, and the update is conditional all
the same. SQLite has no row locks: its transactions are IMMEDIATE, one writer at a time.
What happened to goods is in `facts`, under the same locks.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, IntegerField, Model, Q, QuerySet, When
from django.db.models.functions import Greatest
from django.db.transaction import TransactionManagementError

from commons.accounts.models import User
from shop.listings.exceptions import ListingMissing, OutOfStock, Shortage
from shop.listings.models import Listing, StockMove
from shop.partner.models import StockRecord

type Records = Mapping[int, StockRecord]

NO_QUOTA = Q(limited=False) | Q(quota__isnull=True)


def take(*, changes: Mapping[int, int], reference: str, actor: User | None, now: datetime) -> None:
    """Let orders hold more (or less) of some listings: all of it, or nothing.

    ``changes`` are base units by listing id, +3 taken and −3 given back; ``reference`` names the
    order in the log of moves. Where a lasting stock was handed over, what is taken leaves the
    shelf, as guarded as a promise, and what is given back returns to it. Must run inside the
    caller's transaction: read presence and windows after this call, under its locks, and raise to
    undo it. Raises ``ListingMissing``, or ``OutOfStock`` with every shortage.
    """
    changes = {listing_id: delta for listing_id, delta in changes.items() if delta}
    if not changes:
        return
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("take() must run inside the caller's transaction")
    listings = locked_listings(changes)
    records = locked_records(listings)
    if shortages := list(_shortages(changes, listings, records)):
        raise OutOfStock(shortages)
    gone = [each for each in listings if each.handed_over_at and binds(each, records)]
    _hold(changes)
    _allocate(changes, listings, gone, records)
    moves = _moves(changes, listings, gone)
    log_moves(moves, reference=reference, actor=actor, now=now)


def left(listing: Listing) -> int | None:
    """What can still be ordered, in base units; None where nothing limits it.

    Reads ``listing.stockrecord``: select it together with many listings.
    """
    remaining = _left(listing, listing.stockrecord) if listing.limited else None
    return None if remaining is None else max(remaining, 0)


def short_by(listing: Listing) -> int:
    """How much more is promised than there is, in base units; reads as `left` does."""
    return max(listing.short_by, listing.stockrecord.short_by) if listing.limited else 0


def counter(listing: Listing) -> int | None:
    """The farm's counter, quota − ordered; below zero where goods are made to order."""
    return None if listing.quota is None else listing.quota - listing.ordered


def locked_listings(changes: Mapping[int, int]) -> list[Listing]:
    """The listings that change, held until the end of the transaction, sorted by id.

    Raises ``ListingMissing``.
    """
    rows = Listing.objects.filter(pk__in=changes).order_by("pk").select_for_update(no_key=True)
    listings = list(rows)
    if missing := changes.keys() - {listing.pk for listing in listings}:
        raise ListingMissing(missing)
    return listings


def locked_records(listings: Iterable[Listing]) -> Records:
    """The stock records that bind: those that count a stock, of listings with a limit."""
    ids = {listing.stockrecord_id for listing in listings if listing.limited}
    rows = StockRecord.objects.filter(pk__in=ids, num_in_stock__isnull=False).order_by("pk")
    return {record.pk: record for record in rows.select_for_update(no_key=True)}


def binds(listing: Listing, records: Container[int]) -> bool:
    """Whether its stock record counts a stock that limits it; ``records`` holds those that do."""
    return listing.limited and listing.stockrecord_id in records


def by_record(
    changes: Mapping[int, int], listings: Iterable[Listing], records: Container[int]
) -> dict[int, int]:
    """What changes come to, by stock record; ``records`` holds those that count a stock."""
    sums: dict[int, int] = defaultdict(int)
    for listing in listings:
        if binds(listing, records):
            sums[listing.stockrecord_id] += changes[listing.pk]
    return sums


def log_moves(
    moves: Iterable[StockMove], *, reference: str, actor: User | None, now: datetime
) -> None:
    """Store what changed, with why, by whom and when."""
    rows = list(moves)
    for move in rows:
        move.reference, move.actor, move.at = reference, actor, now
    StockMove.objects.bulk_create(rows)


def _shortages(
    changes: Mapping[int, int], listings: Iterable[Listing], records: Records
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
    after = F("ordered") + _delta(changes)
    rows = Listing.objects.filter(pk__in=changes).alias(ordered_after=after)
    within = NO_QUOTA | Q(ordered_after__lte=F("quota")) | Q(pk__in=_given(changes))
    held = rows.filter(within, ordered_after__gte=0)
    _update_all(held, changes, ordered=after, **_less_short(changes))


def _allocate(
    changes: Mapping[int, int],
    listings: Collection[Listing],
    gone: Collection[Listing],
    records: Records,
) -> None:
    """Change what is promised of lasting stocks, or the shelf where goods are ``gone`` from it."""
    sums = by_record(changes, listings, records)
    if not sums:
        return
    off_shelf = by_record(changes, gone, records)
    promised = {pk: total - off_shelf.get(pk, 0) for pk, total in sums.items()}
    rows = StockRecord.objects.filter(pk__in=sums).alias(
        allocated_after=F("num_allocated") + _delta(promised),
        left_after=F("num_in_stock") - F("num_allocated") - _delta(sums),
    )
    within = Q(left_after__gte=0) | Q(pk__in=_given(sums))
    held = rows.filter(within, allocated_after__gte=0)
    shelf = {"num_in_stock": F("num_in_stock") - _delta(off_shelf)} if off_shelf else {}
    allocated = F("num_allocated") + _delta(promised)
    _update_all(held, sums, num_allocated=allocated, **shelf, **_less_short(sums))


def _moves(
    changes: Mapping[int, int], listings: Iterable[Listing], gone: Container[Listing]
) -> Iterator[StockMove]:
    kinds = StockMove.Kind
    for listing in listings:
        delta = changes[listing.pk]
        if listing in gone:
            kind = kinds.HANDED_OVER if delta > 0 else kinds.RETURNED
            delta = -delta
        else:
            kind = kinds.PROMISED if delta > 0 else kinds.GIVEN_BACK
        record_id = listing.stockrecord_id
        yield StockMove(listing=listing, stockrecord_id=record_id, kind=kind, delta=delta)


def _update_all[M: Model](rows: QuerySet[M], changes: Mapping[int, int], **values: object) -> None:
    """The last guard: every row passes its condition, or the transaction is undone."""
    if rows.update(**values) != len(changes):
        raise TransactionManagementError("stock changed under its lock")


def _given(changes: Mapping[int, int]) -> dict[int, int]:
    """What is given back, which nothing refuses, also where more is promised than there is."""
    return {pk: delta for pk, delta in changes.items() if delta <= 0}


def _less_short(changes: Mapping[int, int]) -> dict[str, Greatest]:
    """What is given back makes good what is missing; where something is taken, nothing is."""
    given = _given(changes)
    return {"short_by": Greatest(F("short_by") + _delta(given), 0)} if given else {}


def _delta(changes: Mapping[int, int]) -> Case:
    whens = [When(pk=pk, then=delta) for pk, delta in sorted(changes.items())]
    return Case(*whens, default=0, output_field=IntegerField())
