"""The one change of an order: placing is a change from nothing, cancelling a change to nothing.

Whatever asks for it, it goes in one order: under the locks of basket and order, what is wanted is
compared with what is held, the stock is taken (which locks listings and stock records), then all
that decides is read under those locks: window, presence, price, what the page had shown. Then
lines, totals, event and mail are written. What is raised on the way undoes all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import reduce
from operator import or_

from django.db.models import Q

from commons.accounts.models import User
from commons.collectives.models import Role
from commons.collectives.permissions import has_role
from commons.core.money import format_euros
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.basket.quantities import Asked, Portion, Portions
from shop.basket.querysets import shown_listings
from shop.basket.services import NOTHING
from shop.listings.exceptions import ListingMissing, OutOfStock
from shop.listings.stock import take
from shop.order.check import Adjustment, Failure, differences, failures, not_offered
from shop.order.drafts import Draft, LinesByListing, Wish, held_by, wishes_of
from shop.order.exceptions import (
    NotAsShown,
    NotPossible,
    NotYours,
    OrderSettled,
    OrderTooDear,
    ReasonMissing,
    ReasonTooLong,
    Unchanged,
)
from shop.order.lines import (
    STORED,
    SUMS,
    Rates,
    ask,
    frozen_line,
    next_short_number,
    owe,
    rates_for,
    set_totals,
)
from shop.order.models import Line, Order, OrderEvent
from shop.order.notifications import Step, Told, event_data, kind_of, tell
from shop.order.seen import Seen
from shop.order.selectors import is_own

# Beyond it somebody's finger slipped.
MOST_CENTS_OF_AN_ORDER = 1_000_000
REASON_LENGTH = 200
CHANGED = [
    *("quantity", "num_allocated", "ordered_cents", "due_quantity", "due_cents", "note", "reason"),
    *("line_price_incl_tax", "line_price_excl_tax"),
    *("line_price_before_discounts_incl_tax", "line_price_before_discounts_excl_tax"),
]


class Authority(Enum):
    """By whose right an order changes.

    The household until each line's own closing; a manager of the collective, who says why, until
    the distribution is settled. A farm has named operations of its own only.
    """

    HOUSEHOLD = auto()
    MANAGER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """Who changes an order, by which right, why, and what the person had seen.

    Without `actor` it is the platform. `seen` is for a household what would be ordered, for a
    manager what the order held; without it no page was shown.
    """

    actor: User | None
    authority: Authority
    now: datetime
    reason: str = ""
    seen: Seen | None = None
    tells_customer: bool = True


class NotAsChecked(Exception):
    """Inside the transaction only: undo it, then adjust the basket."""


def is_change(wanted: Portion, held: Portion) -> bool:
    """Another quantity, or other words about what is ordered; words about nothing are none."""
    return wanted.quantity != held.quantity or (wanted.quantity > 0 and wanted.note != held.note)


def authority_of(order: Order, actor: User | None, reason: str) -> Authority:
    """A manager who says why acts as one, else whoever is of the household acts for it.

    Raises ``ReasonMissing`` of a manager, ``NotYours`` of anybody else.
    """
    if actor is None:
        return Authority.HOUSEHOLD
    is_manager = has_role(actor, order.collective, Role.MANAGER)
    if is_manager and reason.strip():
        return Authority.MANAGER
    if is_own(order, actor):
        return Authority.HOUSEHOLD
    raise ReasonMissing if is_manager else NotYours


def change(
    order: Order, *, basket: Basket, lines: LinesByListing, wanted: Portions, intent: Intent
) -> Order:
    """Make an order hold what is wanted (by listing id); what is not named stays as it is.

    `order` may be a new one, not stored; `basket` and a stored order are locked by the caller.
    Raises ``Unchanged``, ``NotAsShown``, ``OrderTooDear``, ``OrderSettled``, ``ReasonTooLong``; of
    a household ``NotAsChecked``, ``OutOfStock``, ``ListingMissing``, of a manager ``NotPossible``.
    """
    if order.distribution.settled_at:
        raise OrderSettled
    if len(intent.reason) > REASON_LENGTH:
        raise ReasonTooLong(most=REASON_LENGTH, n=len(intent.reason))
    held = held_by(lines)
    changed = {
        pk: portion for pk, portion in wanted.items() if is_change(portion, held.get(pk, NOTHING))
    }
    if not changed or intent.authority is Authority.MANAGER:
        _guard_sight(order, lines, intent)
    if not changed:
        raise Unchanged
    deltas = {pk: each.quantity - held.get(pk, NOTHING).quantity for pk, each in changed.items()}
    _take(order, deltas, intent)
    listings = shown_listings({*held, *changed})
    asked = {pk: Asked(*portion) for pk, portion in changed.items()}
    draft = Draft(order.distribution, order, wishes_of(listings, lines, asked))
    _guard(draft, intent)
    steps = [Step.of(wish) for wish in draft.changes]
    added = _write_lines(draft, intent)
    _store(order, [*_all(lines), *added], intent)
    _tell(draft, [*_all(lines), *added], steps, intent)
    _end_draft(basket, order, changed, intent)
    return order


def _take(order: Order, deltas: dict[int, int], intent: Intent) -> None:
    """Take the stock; a manager is told at once what is short."""
    try:
        take(changes=deltas, reference=order.number, actor=intent.actor, now=intent.now)
    except (OutOfStock, ListingMissing) as refused:
        if intent.authority is Authority.HOUSEHOLD:
            raise
        raise NotPossible(_in_words(refused)) from refused


def _in_words(refused: OutOfStock | ListingMissing) -> dict[str, str]:
    """What is short, by the uid of its listing: a manager has typed several quantities."""
    if isinstance(refused, ListingMissing):
        return {"": str(refused)}
    listings = shown_listings({shortage.listing_id for shortage in refused.shortages})
    wishes = [
        (Wish(listings[shortage.listing_id], (), shortage.asked, ""), shortage.left)
        for shortage in refused.shortages
    ]
    return _why(Adjustment(Failure.SHORT, wish, left) for wish, left in wishes)


def _why(adjustments: Iterable[Adjustment]) -> dict[str, str]:
    return {str(each.wish.listing.uid): each.why() for each in adjustments}


def _guard_sight(order: Order, lines: LinesByListing, intent: Intent) -> None:
    """Compare what the order holds: under what a manager changes, or where nothing would change."""
    if intent.seen is None:
        return
    wishes = wishes_of(shown_listings(set(held_by(lines))), lines, {})
    if found := differences(intent.seen, Draft(order.distribution, order, wishes)):
        raise NotAsShown(found, stands=True)


def _guard(draft: Draft, intent: Intent) -> None:
    """All that decides, read under the locks of `take`."""
    if intent.authority is Authority.MANAGER:
        if refused := not_offered(draft.changes, draft.distribution):
            raise NotPossible(_why(refused))
    elif intent.seen is not None and (found := differences(intent.seen, draft)):
        raise NotAsShown(found, stands=_order(draft).pk is not None)
    elif failures(draft.changes, draft.distribution, intent.now, is_taken=True):
        raise NotAsChecked
    if draft.delta_cents > 0 and draft.total_cents > MOST_CENTS_OF_AN_ORDER:
        raise OrderTooDear(most=format_euros(MOST_CENTS_OF_AN_ORDER))


def _write_lines(draft: Draft, intent: Intent) -> list[Line]:
    """Change the lines in place and store them; returns the new ones, which follow their order."""
    changes = draft.changes
    rates = rates_for([wish.product for wish in changes], draft.distribution)
    added: list[Line] = []
    kept: list[Line] = []
    again: list[Line] = []
    for wish in changes:
        for line, share in list(wish.shares(wish.quantity)):
            if line is None or (share and not line.due_quantity):
                fresh = _frozen(draft, wish, rates, line)
                (added if line is None else again).append(fresh)
                ask(fresh, share)
                fresh.note = wish.note
                if intent.authority is Authority.MANAGER:
                    fresh.reason = intent.reason
            elif (share, wish.note) != (line.due_quantity, line.note):
                kept.append(line)
                _set(line, share, intent)
                line.note = wish.note if share else line.note
    Line.objects.bulk_update(kept, CHANGED)
    Line.objects.bulk_update(again, STORED)
    return added


def _frozen(draft: Draft, wish: Wish, rates: Rates, line: Line | None) -> Line:
    """A new line, or one that was cancelled and is ordered anew, under the terms of now."""
    fresh = frozen_line(_order(draft), wish.listing, rates)
    if line is None:
        return fresh
    for name in STORED:
        setattr(line, name, getattr(fresh, name))
    return line


def _set(line: Line, share: int, intent: Intent) -> None:
    """The household orders anew what is left; what is cancelled, or a manager's, is only due."""
    if intent.authority is Authority.HOUSEHOLD and share:
        ask(line, share)
    else:
        owe(line, share, intent.reason)


def _store(order: Order, lines: Sequence[Line], intent: Intent) -> None:
    """Totals and state of the order, its number when it is new, and its new lines."""
    set_totals(order, lines)
    if order.pk is None:
        order.short_number = next_short_number(order.distribution)
        order.save(force_insert=True)
    else:
        order.revision += 1
        if not any(line.due_quantity for line in lines):
            order.cancelled_at, order.cancel_reason = intent.now, intent.reason
        order.save(update_fields=[*SUMS, "cancelled_at", "cancel_reason"])
    Line.objects.bulk_create([line for line in lines if line.pk is None])


def _tell(draft: Draft, lines: Sequence[Line], steps: Sequence[Step], intent: Intent) -> None:
    """The event of the order's history, and one mail."""
    order = _order(draft)
    closings = [wish.closes_at for wish in draft.wishes if wish.closes_at]
    closes_at = max(closings, default=None)
    told = Told(order, lines, steps, kind_of(order, steps), intent.reason, closes_at)
    OrderEvent.objects.create(
        order=order, kind=told.kind, at=intent.now, actor=intent.actor, data=event_data(told)
    )
    if intent.tells_customer:
        tell(told, now=intent.now)


def _order(draft: Draft) -> Order:
    if draft.order is None:
        raise ValueError("a change is of an order")
    return draft.order


def _all(lines: LinesByListing) -> Iterable[Line]:
    return [line for own in lines.values() for line in own]


def _end_draft(basket: Basket, order: Order, changed: Portions, intent: Intent) -> None:
    """What the household changed differs no more; what it drafts beside a manager's change stays.

    Of an order that is cancelled nothing is left to draft.
    """
    if basket.pk is None:
        return
    if order.cancelled_at:
        basket.delete()
        return
    lines = BasketLine.objects.filter(basket=basket.pk, listing__in=changed)
    if intent.authority is Authority.MANAGER:
        alike = [Q(listing=pk, quantity=portion.quantity) for pk, portion in changed.items()]
        lines = lines.filter(reduce(or_, alike))
    lines.delete()
