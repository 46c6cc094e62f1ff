"""A date is cancelled with all its orders: whoever ordered, or had chosen something, is told."""

from datetime import datetime

from commons.accounts.models import User
from commons.core.locking import hold_rows, write
from distributions.models import Distribution
from distributions.services import mark_cancelled
from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.order.exceptions import OrdersMeanwhile, ReasonMissing
from shop.order.models import Order
from shop.order.removed import chosen_at, tell_removed
from shop.order.services import cancel_order


@write
def cancel_distribution(
    *, distribution: Distribution, reason: str, orders: int, actor: User, now: datetime
) -> int:
    """Cancel a date: its orders are cancelled, their goods given back; returns how many orders.

    One mail for each order says why, one for each draft of somebody without an order. ``orders``
    is how many the page showed: where there are others by now nothing happens. `actor` manages the
    collective. Raises ``ReasonMissing``, ``OrdersMeanwhile``, ``NotYours``,
    ``DistributionCancelled``, ``DistributionOver``.
    """
    if not reason.strip():
        raise ReasonMissing
    drafts = Basket.objects.filter(distribution=distribution, status=Basket.OPEN)
    hold_rows(drafts, to_delete=True)
    standing = Order.objects.standing().filter(distribution=distribution)
    held = hold_rows(standing)
    hold_rows(Listing.objects.filter(distribution=distribution))
    if len(held) != orders:
        raise OrdersMeanwhile(n=len(held))
    ordered = {order.household_id for order in held}
    for order in held:
        cancel_order(order=order, reason=reason, actor=actor, now=now)
    chosen = [each for each in chosen_at([distribution]) if each.household.pk not in ordered]
    drafts.delete()
    mark_cancelled(distribution=distribution, reason=reason, actor=actor, now=now)
    for each in chosen:
        tell_removed(each, now=now)
    return len(held)
