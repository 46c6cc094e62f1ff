"""Cancel an order, or one of its lines: at once, and the stock comes back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from commons.accounts.models import User
from commons.collectives.models import Role
from commons.collectives.permissions import has_role
from shop.basket.models import Basket
from shop.basket.services import replace_lines
from shop.listings.models import Listing
from shop.listings.stock import take
from shop.order.exceptions import LineClosed, OrderClosed, ReasonMissing
from shop.order.freeze import price
from shop.order.locks import locked
from shop.order.models import Line, Order, OrderEvent
from shop.order.notifications import tell_cancelled, tell_line_cancelled
from shop.order.totals import PRICED, TOTALS, set_totals

REASON_LENGTH = 200


@transaction.atomic
def cancel_order(*, order: Order, reason: str = "", actor: User | None, now: datetime) -> Order:
    """Cancel what can still change, give its stock back and drop the draft; twice is once.

    What is already due stays: the order then stands with those lines. Raises ``OrderClosed`` when
    nothing can change any more. A manager of the collective who gives a reason cancels all of it
    at any time.
    """
    order = locked(order)
    if order.cancelled_at:
        return order
    lines = list(Line.objects.filter(order=order).select_related("seller").order_by("id"))
    counted = [line for line in lines if line.quantity]
    if reason.strip() and actor and has_role(actor, order.collective, Role.MANAGER):
        cancelled = counted
    else:
        opened = open_listings(counted, now)
        cancelled = [line for line in counted if line.listing_id in opened]
    if not cancelled and counted:
        raise OrderClosed
    _give_back(order, {line.listing_id: line.quantity for line in cancelled}, actor, now)
    order.revision += 1
    if len(cancelled) == len(counted):
        return mark_cancelled(order, lines, reason=reason, actor=actor, now=now)
    return _cancel_part(order, lines, cancelled, reason=reason, actor=actor, now=now)


@transaction.atomic
def cancel_line(*, line: Line, reason: str, by: User, now: datetime) -> Line:
    """Set a line to 0 and keep it, give its stock back, write to the customer (O29).

    A manager of the collective may do so at any time, and says why; the household until the line's
    own closing. An order without any line left is cancelled. Raises ``LineClosed``,
    ``ReasonMissing``.
    """
    order = locked(line.order)
    lines = list(Line.objects.filter(order=order).select_related("seller").order_by("id"))
    line = next(each for each in lines if each.pk == line.pk)
    if order.cancelled_at or not line.quantity:
        return line
    is_manager = has_role(by, order.collective, Role.MANAGER)
    if not is_manager and not open_listings([line], now):
        raise LineClosed
    if is_manager and not reason.strip() and by.pk != order.user_id:
        raise ReasonMissing
    _give_back(order, {line.listing_id: line.quantity}, by, now)
    was = line.quantity
    order.revision += 1
    _set_to_zero([line], reason)
    if not any(each.quantity for each in lines):
        mark_cancelled(order, lines, reason=reason, actor=by, now=now)
        return line
    set_totals(order, lines)
    order.save(update_fields=TOTALS)
    _note(order, [line], actor=by, now=now)
    tell_line_cancelled(order, line, was=was, now=now)
    return line


def open_listings(lines: list[Line], now: datetime) -> set[int]:
    """The ids of the listings of some lines whose own window is open."""
    listings = Listing.objects.filter(pk__in=[line.listing_id for line in lines])
    return set(listings.open_at(now).values_list("pk", flat=True))


def mark_cancelled(
    order: Order, lines: list[Line], *, reason: str, actor: User | None, now: datetime
) -> Order:
    """The whole order is cancelled: kept, told, and its draft dropped. Stock is back already."""
    order.cancelled_at, order.cancel_reason = now, reason[:REASON_LENGTH]
    order.save(update_fields=[*TOTALS, "cancelled_at", "cancel_reason"])
    Basket.objects.filter(
        household=order.household_id, distribution=order.distribution_id, status=Basket.OPEN
    ).delete()
    data = {"reason": order.cancel_reason}
    OrderEvent.objects.create(
        order=order, kind=OrderEvent.Kind.CANCELLED, at=now, actor=actor, data=data
    )
    tell_cancelled(order, lines, now=now)
    return order


def _cancel_part(
    order: Order,
    lines: list[Line],
    cancelled: list[Line],
    *,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Order:
    _set_to_zero(cancelled, reason)
    set_totals(order, lines)
    order.save(update_fields=TOTALS)
    _note(order, cancelled, actor=actor, now=now)
    tell_cancelled(order, lines, now=now)
    return order


def _give_back(
    order: Order, quantities: Mapping[int, int], actor: User | None, now: datetime
) -> None:
    """Return stock, and take the same lines out of the draft."""
    changes = {listing_id: -quantity for listing_id, quantity in quantities.items()}
    take(changes=changes, reference=order.number, actor=actor, now=now)
    basket = Basket.objects.filter(
        household=order.household_id, distribution=order.distribution_id, status=Basket.OPEN
    ).first()
    if basket:
        replace_lines(basket=basket, quantities=dict.fromkeys(quantities, 0))


def _set_to_zero(lines: list[Line], reason: str) -> None:
    for line in lines:
        line.quantity, line.cancel_reason = 0, reason[:REASON_LENGTH]
        price(line)
    Line.objects.bulk_update(lines, [*PRICED, "cancel_reason"])


def _note(order: Order, lines: list[Line], *, actor: User | None, now: datetime) -> None:
    OrderEvent.objects.create(
        order=order,
        kind=OrderEvent.Kind.LINE_CANCELLED,
        at=now,
        actor=actor,
        data={"names": [line.title for line in lines], "reason": lines[0].cancel_reason},
    )
