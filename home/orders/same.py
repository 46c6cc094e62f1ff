"""For which date the same can be ordered once more: one whose orders are open."""

from collections.abc import Collection, Sequence
from datetime import datetime

from commons.collectives.models import Collective
from distributions.models import Distribution
from shop.order.models import Order


def open_dates(collectives: Collection[Collective], now: datetime) -> list[Distribution]:
    """Those of some collectives that one can order for now, the next first; in one query."""
    rows = Distribution.objects.filter(collective__in=collectives).upcoming(now)
    return list(rows.open_at(now).selling().select_related("collective", "place"))


def date_again(order: Order, dates: Sequence[Distribution]) -> Distribution | None:
    """The next of some open dates; the order's own only where the order is cancelled."""
    own = order.distribution_id if order.cancelled_at is None else None
    ours = [date for date in dates if date.collective_id == order.collective_id]
    return next((date for date in ours if date.pk != own), None)
