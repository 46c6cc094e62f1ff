"""Writes of what binds a farm to a collective."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.collectives.services.federation import check_rate
from commons.core.audit import record
from commons.core.locking import write
from farms.exceptions import AlreadyEngaged, EngagementEnded, InvalidDates
from farms.models import Farm, FarmEngagement

State = FarmEngagement.State


@write
def engage_farm(
    *,
    farm: Farm,
    collective: Collective,
    commission_rate: Decimal | None = None,
    starts_on: date,
    ends_on: date | None = None,
    managers_may_edit: bool = False,
    actor: User | None = None,
    now: datetime,
) -> FarmEngagement:
    """Bind a farm to a collective; without a rate (%) the collective's default holds.

    Raises ``AlreadyEngaged``, ``InvalidDates`` or ``InvalidRate``.
    """
    if commission_rate is not None:
        check_rate(commission_rate)
    if ends_on and ends_on < starts_on:
        raise InvalidDates
    running = farm.engagements.filter(collective=collective).exclude(state=State.ENDED)
    running.filter(ends_on__lt=starts_on).update(state=State.ENDED)
    if running.exists():
        raise AlreadyEngaged
    engagement = FarmEngagement.objects.create(
        farm=farm,
        collective=collective,
        state=State.ACTIVE,
        commission_rate=commission_rate,
        starts_on=starts_on,
        ends_on=ends_on,
        managers_may_edit=managers_may_edit,
    )
    record(actor=actor, action="engage_farm", target=engagement, now=now)
    return engagement


@write
def pause_engagement(
    *, engagement: FarmEngagement, actor: User | None, now: datetime
) -> FarmEngagement:
    """Stop selling for a while: nothing of the farm is offered; orders stand.

    Raises ``EngagementEnded``.
    """
    _hold(engagement)
    return _change(engagement, State.PAUSED, "pause_engagement", actor=actor, now=now)


@write
def resume_engagement(
    *, engagement: FarmEngagement, actor: User | None, now: datetime
) -> FarmEngagement:
    """Sell again after a pause. Raises ``EngagementEnded``."""
    _hold(engagement)
    return _change(engagement, State.ACTIVE, "resume_engagement", actor=actor, now=now)


@write
def end_engagement(
    *, engagement: FarmEngagement, ends_on: date, actor: User | None, now: datetime
) -> FarmEngagement:
    """End an engagement with a last day; until then it goes on.

    Raises ``EngagementEnded``, or ``InvalidDates`` before its first day.
    """
    _hold(engagement)
    if ends_on < engagement.starts_on:
        raise InvalidDates
    over = ends_on < timezone.localdate(now, engagement.collective.zone)
    engagement.ends_on = ends_on
    state = State.ENDED if over else State(engagement.state)
    return _change(engagement, state, "end_engagement", actor=actor, now=now)


def _hold(engagement: FarmEngagement) -> None:
    """Read it anew under a lock: a page that was open for an hour brings nothing back."""
    rows = FarmEngagement.objects.select_for_update(no_key=True)
    engagement.refresh_from_db(fields=["state", "starts_on", "ends_on"], from_queryset=rows)
    if engagement.state == State.ENDED:
        raise EngagementEnded


def _change(
    engagement: FarmEngagement, state: State, action: str, *, actor: User | None, now: datetime
) -> FarmEngagement:
    engagement.state = state
    engagement.save(update_fields=["state", "ends_on"])
    record(actor=actor, action=action, target=engagement, now=now)
    return engagement
