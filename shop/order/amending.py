"""Apply the draft to its order: the differences in one guarded update."""

from datetime import datetime

from django.db import transaction

from commons.accounts.models import User
from shop.listings.exceptions import ListingMissing, OutOfStock
from shop.listings.stock import take
from shop.order.cancelling import mark_cancelled
from shop.order.check import adjustments, is_line_open
from shop.order.drafts import Change, Draft, draft_of
from shop.order.exceptions import BasketAdjusted, OrderChanged, OrderClosed
from shop.order.freeze import frozen_line, price, rates_for
from shop.order.locks import locked
from shop.order.models import Line, Order, OrderEvent
from shop.order.notifications import tell_changed
from shop.order.placing import TRIES, NotAsChecked, adjust_basket, require_offered
from shop.order.totals import TOTALS, set_totals


def amend_order(*, order: Order, revision: int, actor: User | None, now: datetime) -> Order:
    """Make the order what its draft says; sent twice, it changes once.

    ``revision`` is the one that the person saw. Raises ``OrderChanged`` when another window was
    quicker, ``BasketAdjusted`` when the last check changed the draft, ``OrderClosed``.
    """
    for _attempt in range(TRIES):
        try:
            return _amend(order, revision, actor, now)
        except (NotAsChecked, OutOfStock, ListingMissing):
            if found := adjust_basket(basket=draft_of(order).basket, order=order, now=now):
                raise BasketAdjusted(found) from None
    raise BasketAdjusted([])


@transaction.atomic
def _amend(order: Order, revision: int, actor: User | None, now: datetime) -> Order:
    order = locked(order)
    if order.cancelled_at:
        raise OrderClosed
    draft = draft_of(order)
    changes = [each for each in draft.changes if each.delta or is_line_open(each.wish, now)]
    if not changes:
        return order
    if revision != order.revision:
        raise OrderChanged
    if adjustments(draft.wishes, order.distribution, draft.held, now):
        raise NotAsChecked
    deltas = {each.wish.listing_id: each.delta for each in changes}
    take(changes=deltas, reference=order.number, actor=actor, now=now)
    require_offered([pk for pk, delta in deltas.items() if delta > 0], deltas, now)
    told = [_told(each) for each in changes if each.delta]
    _apply(draft, changes)
    return _note(draft, told, actor, now)


def _apply(draft: Draft, changes: list[Change]) -> None:
    """Existing lines keep their frozen price; a new one, or one that was cancelled, freezes."""
    fresh = [each for each in changes if each.held == 0]
    rates = rates_for([each.wish for each in fresh], draft.order.distribution)
    added: list[Line] = []
    kept: list[Line] = []
    for change in changes:
        line = change.line
        if line is None:
            added.append(frozen_line(draft.order, change.wish, rates))
            continue
        if change.held:
            line.quantity, line.note = change.wish.quantity, change.wish.note
            kept.append(price(line))
        else:
            fresh_line = frozen_line(draft.order, change.wish, rates)
            fresh_line.pk, fresh_line.uid = line.pk, line.uid
            kept.append(fresh_line)
    Line.objects.bulk_create(added)
    Line.objects.bulk_update(kept, _FROZEN)
    replaced = {line.pk: line for line in [*kept, *added]}
    draft.lines[:] = [replaced.pop(line.pk, line) for line in draft.lines] + list(replaced.values())


_FROZEN = [
    field.name
    for field in Line._meta.concrete_fields
    if field.name not in {"id", "uid", "order", "listing"}
]


def _note(draft: Draft, told: list[dict[str, object]], actor: User | None, now: datetime) -> Order:
    order = draft.order
    before = order.total_cents
    set_totals(order, draft.lines)
    order.revision += 1
    if not any(line.quantity for line in draft.lines):
        return mark_cancelled(order, draft.lines, reason="", actor=actor, now=now)
    order.save(update_fields=TOTALS)
    OrderEvent.objects.create(
        order=order,
        kind=OrderEvent.Kind.CHANGED,
        at=now,
        actor=actor,
        data={"delta_cents": order.total_cents - before, "changes": told},
    )
    tell_changed(order, draft.lines, now=now)
    return order


def _told(change: Change) -> dict[str, object]:
    """What the history of the order keeps of a change; base units."""
    product = change.wish.product
    return {
        "name": product.name,
        "before": change.held,
        "after": change.wish.quantity,
        "unit": product.base_unit,
        "noun_one": product.noun_one,
        "noun_many": product.noun_many,
    }
