"""Where an order stands, told from dates: open → closed → past, or cancelled."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, TextChoices
from django.utils.translation import gettext_lazy as _

from commons.core.dates import CLOSING_GRACE
from shop.listings.models import Listing
from shop.order.models import Order


class OrderState(TextChoices):
    OPEN = "open", _("can be changed")
    CLOSED = "closed", _("closed, to collect")
    PAST = "past", _("past")
    CANCELLED = "cancelled", _("cancelled")


def closings_of(orders: Iterable[Order]) -> dict[int, datetime]:
    """By order id, until when its last line can change; in one query."""
    listings = Listing.objects.filter(
        order_lines__order__in=[order.pk for order in orders], order_lines__quantity__gt=0
    )
    rows = listings.with_window().values("order_lines__order")
    return dict(
        rows.annotate(last=Max("window_closes_at")).values_list("order_lines__order", "last")
    )


def state_of(order: Order, closes_at: datetime | None, now: datetime) -> OrderState:
    """`closes_at` is its last line's closing; the order's distribution is read."""
    if order.cancelled_at:
        return OrderState.CANCELLED
    if now >= order.distribution.ends_at:
        return OrderState.PAST
    if closes_at is not None and now < closes_at + CLOSING_GRACE:
        return OrderState.OPEN
    return OrderState.CLOSED
