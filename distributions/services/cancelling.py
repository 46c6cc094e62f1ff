"""A date does not take place."""

from datetime import datetime

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import write
from distributions.exceptions import DistributionCancelled, DistributionOver
from distributions.locks import hold
from distributions.models import Distribution


@write
def mark_cancelled(
    *, distribution: Distribution, reason: str, actor: User | None, now: datetime
) -> Distribution:
    """Cancel a date that is not over; its address, presences and listings stay, as a trace.

    The orders are cancelled by whoever calls it (`shop.order.cancelling`). Raises
    ``DistributionCancelled``, ``DistributionOver`` and ``DistributionGone``.
    """
    if hold(distribution).cancelled_at:
        raise DistributionCancelled
    if now >= distribution.ends_at:
        raise DistributionOver
    distribution.cancelled_at = now
    distribution.save(update_fields=["cancelled_at"])
    record(actor=actor, action="cancel", target=distribution, data={"reason": reason}, now=now)
    return distribution
