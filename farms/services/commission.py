"""The rate that a collective offers to farms that have none of their own."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from commons.accounts.models import User
from commons.collectives.models import Collective, FeeBearer
from commons.collectives.services.federation import check_rate
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from farms.models import FarmEngagement, Proposal

RUNS = ~Q(state=FarmEngagement.State.ENDED)


@write
def set_commission(
    *,
    collective: Collective,
    default_commission_rate: Decimal,
    fee_bearer: FeeBearer,
    actor: User | None,
    now: datetime,
) -> int:
    """Change what agreements begin with (%), and who bears the platform's fee from now on.

    No farm gets terms that it did not accept: an agreement, or a proposal, that rests on the former
    rate takes it as its own. Returns how many agreements do. Raises ``InvalidRate``.
    """
    check_rate(default_commission_rate)
    held = hold_rows(Collective.objects.filter(pk=collective.pk))[0]
    former, kept = held.default_commission_rate, 0
    if former != default_commission_rate:
        kept = _keep(held, former)
    held.default_commission_rate = default_commission_rate
    held.fee_bearer = fee_bearer
    held.save(update_fields=["default_commission_rate", "fee_bearer"])
    data = {"from": str(former), "to": str(default_commission_rate), "borne_by": str(fee_bearer)}
    record(actor=actor, action="set_commission", target=collective, data=data, now=now)
    return kept


def _keep(collective: Collective, rate: Decimal) -> int:
    running = FarmEngagement.objects.filter(RUNS, collective=collective)
    # Not the other way round: what lacks a rate to come is known by the day that it has.
    running.filter(next_rate_on__isnull=False, next_commission_rate=None).update(
        next_commission_rate=rate
    )
    waiting = Proposal.objects.filter(engagement__in=running, answer=Proposal.Answer.WAITING)
    waiting.filter(commission_rate=None).update(commission_rate=rate)
    return running.filter(commission_rate=None).update(commission_rate=rate)
