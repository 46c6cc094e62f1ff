"""Mails about orders, to the person who ordered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Max
from django.utils import translation

from commons.core.models import OutboxMail
from commons.core.notifications import Notification
from commons.core.outbox import Attachment
from distributions.addresses import basket_path
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.order.paper import calendar_file, qr_runs
from shop.order.shown import by_seller, deposit_cents, is_estimate, quantity_words


class OrderPlaced(Notification):
    kind: ClassVar[str] = "order_placed"


class OrderUpdated(Notification):
    kind: ClassVar[str] = "order_changed"


class OrderCancelled(Notification):
    kind: ClassVar[str] = "order_cancelled"


class LineCancelled(Notification):
    kind: ClassVar[str] = "line_cancelled"


class DraftReminder(Notification):
    kind: ClassVar[str] = "draft_reminder"


class DraftDropped(Notification):
    kind: ClassVar[str] = "draft_dropped"


def placed_key(order: Order) -> str:
    """The key of the mail that confirms the order as it stands."""
    verb = "changed" if order.revision else "placed"
    return f"order-{verb}-{order.uid}-{order.revision}"


def tell_placed(
    order: Order, lines: Sequence[Line], *, closes_at: datetime | None, now: datetime
) -> None:
    """``closes_at`` is when its last line closes: the order can be changed until then."""
    more = {"closes_at": closes_at}
    _send(OrderPlaced, order, lines, key=placed_key(order), attach=True, now=now, **more)


def tell_changed(order: Order, lines: Sequence[Line], *, now: datetime) -> None:
    more = {"closes_at": last_closing(lines)}
    _send(OrderUpdated, order, lines, key=placed_key(order), attach=True, now=now, **more)


def tell_cancelled(order: Order, lines: Sequence[Line], *, now: datetime) -> None:
    key = f"order-cancelled-{order.uid}-{order.revision}"
    _send(OrderCancelled, order, lines, key=key, now=now)


def tell_line_cancelled(order: Order, line: Line, *, was: int, now: datetime) -> None:
    """The product, what it would have cost, its producer and the reason (O29)."""
    key = f"line-cancelled-{line.uid}-{order.revision}"
    more: dict[str, Any] = {
        "line": line,
        "quantity": quantity_words(line, was),
        "amount_cents": line.amount_of(was),
    }
    _send(LineCancelled, order, [], key=key, now=now, **more)


def tell_of_draft(
    mail: type[Notification],
    order: Order,
    listings: Sequence[Listing],
    *,
    moment: datetime,
    now: datetime,
) -> int:
    """Name the products of which a change is not ordered; 1 the first time, then 0."""
    key = f"{mail.kind}-{order.uid}-{order.revision}-{moment.isoformat()}"
    if OutboxMail.objects.filter(key=key).exists():
        return 0
    names = [listing.product.name for listing in listings]
    _send(mail, order, [], key=key, now=now, names=names, moment=moment)
    return 1


def last_closing(lines: Sequence[Line]) -> datetime | None:
    """Until when something of the order can still change."""
    listings = Listing.objects.filter(pk__in=[line.listing_id for line in lines if line.quantity])
    closing: datetime | None = listings.with_window().aggregate(last=Max("window_closes_at"))[
        "last"
    ]
    return closing


def _send(
    mail: type[Notification],
    order: Order,
    lines: Sequence[Line],
    *,
    key: str,
    now: datetime,
    attach: bool = False,
    **more: object,
) -> None:
    if order.user is None:
        return
    with translation.override(order.user.language or settings.LANGUAGE_CODE):
        sellers = by_seller(line for line in lines if line.quantity)
        attachments: list[Attachment] = [calendar_file(order)] if attach else []
    context = {
        "order": order,
        "collective": order.collective,
        "distribution": order.distribution,
        "place": order.distribution.place,
        "zone": order.collective.zone,
        "sellers": sellers,
        "is_estimate": is_estimate(lines),
        "deposit_cents": deposit_cents(lines),
        "path": order.get_absolute_url(),
        "basket_path": basket_path(order.distribution),
        "qr": qr_runs(order) if attach else [],
    }
    mail.send(to=order.user, key=key, context=context | more, now=now, attachments=attachments)
