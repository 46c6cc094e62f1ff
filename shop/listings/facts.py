"""Stock: what happened to goods. A fact is never refused for want of stock.

Where less is there than what is promised, the row is flagged: its ``short_by`` says by how much,
and nothing more can be promised of it. Locks are those of `stock`, in the same order.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.isolation import isolated
from commons.core.locking import write
from distributions.models import Distribution
from shop.catalogue.models import Product
from shop.listings.models import Listing, StockMove
from shop.listings.stock import (
    Records,
    binds,
    by_record,
    locked_listings,
    locked_records,
    log_moves,
)
from shop.partner.exceptions import NotStocked
from shop.partner.models import StockRecord

Kind = StockMove.Kind


@write
def record_facts(
    *,
    changes: Mapping[int, int],
    kind: StockMove.Kind,
    reference: str,
    actor: User | None,
    now: datetime,
) -> None:
    """Note what happened to goods at a distribution: there is more of them now, or less.

    ``changes`` are base units by listing id: −2 sold at the till or broken, +3 brought, +20 g that
    were weighed less than ordered. The quantity for sale and the lasting stock behind it both
    change. Raises ``ListingMissing``.
    """
    listings = locked_listings(changes)
    records = locked_records(listings)
    for listing in listings:
        if listing.quota is not None:
            listing.quota += changes[listing.pk]
        listing.short_by = _beyond(listing.ordered, listing.quota) if listing.limited else 0
    for pk, delta in by_record(changes, listings, records).items():
        _add(records[pk], shelf=delta)
    Listing.objects.bulk_update(listings, ["quota", "short_by"])
    _store(records)
    moves = [_move(listing, kind, changes[listing.pk]) for listing in listings]
    log_moves(moves, reference=reference, actor=actor, now=now)


@write
def count_stock(*, product: Product, stock: int, actor: User | None, now: datetime) -> StockRecord:
    """Note how much there is of a lasting stock, in base units, as its seller counted it.

    What is promised for a distribution that has not ended is part of it; what was for one that has
    is handed over first. Raises ``NotStocked``.
    """
    _hand_over(Q(product=product), now)
    rows = StockRecord.objects.select_for_update(no_key=True)
    stockrecord: StockRecord = rows.get(product=product)
    if stockrecord.num_in_stock is None:
        raise NotStocked
    delta = stock - stockrecord.num_in_stock
    if not delta:
        return stockrecord
    data = {"from": stockrecord.num_in_stock, "to": stock}
    stockrecord.num_in_stock = stock
    _store({stockrecord.pk: stockrecord})
    move = StockMove(stockrecord=stockrecord, kind=Kind.COUNTED, delta=delta)
    log_moves([move], reference="", actor=actor, now=now)
    record(actor=actor, action="count_stock", target=product, data=data, now=now)
    return stockrecord


def hand_over_due(*, now: datetime) -> int:
    """Take off the shelf what was ordered for distributions that are over; how many of these.

    Until the till tells it line by line. Told by comparing: what belongs to a distribution that was
    put off or cancelled after its end returns to the shelf, promised as before. Once for each
    listing, in one transaction for each distribution: one that fails stops no other and stays due;
    raises ``ExceptionGroup`` at the end.
    """
    done = 0
    with isolated("handing over") as alone:
        for distribution_id in sorted(_due_distributions(now)):
            with alone(distribution_id):
                done += _hand_over(Q(distribution=distribution_id), now)
    return done


def _due_distributions(now: datetime) -> set[int]:
    """Asked of the few listings that were not handed over, and of the few coming distributions."""
    listings = Listing.objects.filter(distribution=OuterRef("pk"))
    over = Exists(listings.filter(handed_over_at__isnull=True))
    not_over = Exists(listings.filter(handed_over_at__isnull=False))
    rows = Distribution.objects.values_list("pk", flat=True)
    return {*rows.filter(over, _is_over(now)), *rows.filter(not_over, ~_is_over(now))}


def _is_over(now: datetime, distribution: str = "") -> Q:
    """It took place; for rows that reach it by "<name>__"."""
    ended, cancelled = f"{distribution}ends_at__lte", f"{distribution}cancelled_at__isnull"
    return Q(**{ended: now, cancelled: True})


@write
def _hand_over(which: Q, now: datetime) -> bool:
    """Hand over, or take back, what is due of some listings; whether anything was."""
    over = _is_over(now, "distribution__")
    due = (Q(handed_over_at__isnull=True) & over) | (Q(handed_over_at__isnull=False) & ~over)
    rows = Listing.objects.filter(which, due).order_by("pk")
    listings = list(rows.select_for_update(of=("self",), no_key=True))
    records = locked_records(listings)
    changes = {
        listing.pk: listing.ordered if listing.handed_over_at else -listing.ordered
        for listing in listings
    }
    for pk, delta in by_record(changes, listings, records).items():
        _add(records[pk], shelf=delta, promised=delta)
    _store(records)
    turned = Case(When(handed_over_at__isnull=True, then=Value(now)), default=None)
    Listing.objects.filter(pk__in=changes).update(handed_over_at=turned)
    moves = [
        _move(listing, Kind.RETURNED if listing.handed_over_at else Kind.HANDED_OVER, delta)
        for listing in listings
        if (delta := changes[listing.pk]) and binds(listing, records)
    ]
    log_moves(moves, reference="", actor=None, now=now)
    return bool(listings)


def _move(listing: Listing, kind: StockMove.Kind, delta: int) -> StockMove:
    record_id = listing.stockrecord_id
    return StockMove(listing=listing, stockrecord_id=record_id, kind=kind, delta=delta)


def _add(stockrecord: StockRecord, *, shelf: int, promised: int = 0) -> None:
    stockrecord.num_in_stock = (stockrecord.num_in_stock or 0) + shelf
    stockrecord.num_allocated = (stockrecord.num_allocated or 0) + promised


def _store(records: Records) -> None:
    for stockrecord in records.values():
        stockrecord.short_by = _beyond(stockrecord.num_allocated, stockrecord.num_in_stock)
    columns = ["num_in_stock", "num_allocated", "short_by"]
    StockRecord.objects.bulk_update(records.values(), columns)


def _beyond(held: int, there: int | None) -> int:
    """How much more is held than there is; nothing where that is not counted."""
    return 0 if there is None else max(0, held - there)
