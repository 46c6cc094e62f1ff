"""Writes of what binds a farm to a collective."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.collectives.services.federation import check_rate
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from farms.exceptions import (
    AlreadyEngaged,
    EngagementEnded,
    InvalidDates,
    LaterThanAgreed,
    NotAccepted,
    SameState,
)
from farms.models import Farm, FarmEngagement
from farms.permissions import has_own_people, is_kept_by
from farms.sections import settle_writers
from farms.services.terms import Terms, propose, withdraw_waiting

State = FarmEngagement.State


@write
def engage_farm(
    *,
    farm: Farm,
    collective: Collective,
    commission_rate: Decimal | None = None,
    starts_on: date,
    ends_on: date | None = None,
    actor: User | None = None,
    now: datetime,
) -> FarmEngagement:
    """Propose an agreement to whoever answers for a farm.

    Without a rate (%) the collective's default holds. It is active at once where that is the
    collective itself; a farm that nobody answers for becomes its own. Raises ``AlreadyEngaged``,
    ``InvalidDates`` or ``InvalidRate``.
    """
    if commission_rate is not None:
        check_rate(commission_rate)
    if ends_on and ends_on < starts_on:
        raise InvalidDates
    running = farm.engagements.filter(collective=collective).exclude(state=State.ENDED)
    over = running.filter(ends_on__lt=starts_on)
    withdraw_waiting(over, now)
    over.update(state=State.ENDED)
    if running.exists():
        raise AlreadyEngaged
    is_ours = _keep(farm, collective)
    engagement = FarmEngagement.objects.create(
        farm=farm,
        collective=collective,
        state=State.ACTIVE if is_ours else State.PROPOSED,
        commission_rate=commission_rate,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record(actor=actor, action="engage_farm", target=engagement, now=now)
    if not is_ours:
        terms = Terms(
            commission_rate=commission_rate,
            rate_on=starts_on,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        propose(engagement, terms, actor=actor, now=now)
    return engagement


def _keep(farm: Farm, collective: Collective) -> bool:
    """Whether the collective answers for the farm; from now on, if nobody did."""
    held = hold_rows(Farm.objects.filter(pk=farm.pk))[0]
    if held.made_by_id is None and not has_own_people(held):
        held.made_by = collective
        held.save(update_fields=["made_by"])
        settle_writers(held)
    farm.made_by_id = held.made_by_id
    return is_kept_by(held, collective)


@write
def pause_engagement(
    *, engagement: FarmEngagement, actor: User | None, now: datetime
) -> FarmEngagement:
    """Stop selling for a while: nothing of the farm is offered; orders stand.

    Raises ``EngagementEnded``, ``NotAccepted`` or ``SameState``.
    """
    _hold_running(engagement, now)
    if engagement.state == State.PAUSED:
        raise SameState
    return _change(engagement, State.PAUSED, "pause_engagement", actor=actor, now=now)


@write
def resume_engagement(
    *, engagement: FarmEngagement, actor: User | None, now: datetime
) -> FarmEngagement:
    """Sell again after a pause. Raises what ``pause_engagement`` does."""
    _hold_running(engagement, now)
    if engagement.state == State.ACTIVE:
        raise SameState
    return _change(engagement, State.ACTIVE, "resume_engagement", actor=actor, now=now)


@write
def end_engagement(
    *, engagement: FarmEngagement, ends_on: date, actor: User | None, now: datetime
) -> FarmEngagement:
    """End an engagement with a last day; until then it goes on.

    What waited for an answer is withdrawn: accepted, it would take the last day back. Sooner than
    was agreed, never later: raises ``LaterThanAgreed``; also ``EngagementEnded``,
    ``NotAccepted``, or ``InvalidDates`` before its first day.
    """
    _hold(engagement)
    if ends_on < engagement.starts_on:
        raise InvalidDates
    if engagement.ends_on and ends_on > engagement.ends_on:
        raise LaterThanAgreed
    over = ends_on < timezone.localdate(now, engagement.collective.zone)
    engagement.ends_on = ends_on
    state = State.ENDED if over else State(engagement.state)
    withdraw_waiting(FarmEngagement.objects.filter(pk=engagement.pk), now)
    return _change(engagement, state, "end_engagement", actor=actor, now=now)


def _hold(engagement: FarmEngagement) -> None:
    """Read it anew under a lock: a page that was open for an hour brings nothing back.

    Raises ``EngagementEnded``, or ``NotAccepted`` while it is only proposed.
    """
    rows = FarmEngagement.objects.select_for_update(no_key=True)
    engagement.refresh_from_db(fields=["state", "starts_on", "ends_on"], from_queryset=rows)
    if engagement.state == State.ENDED:
        raise EngagementEnded
    if engagement.state == State.PROPOSED:
        raise NotAccepted


def _hold_running(engagement: FarmEngagement, now: datetime) -> None:
    """The same; also raises ``EngagementEnded`` where its last day has passed."""
    _hold(engagement)
    if engagement.is_over(timezone.localdate(now, engagement.collective.zone)):
        raise EngagementEnded


def _change(
    engagement: FarmEngagement, state: State, action: str, *, actor: User | None, now: datetime
) -> FarmEngagement:
    engagement.state = state
    engagement.save(update_fields=["state", "ends_on"])
    record(actor=actor, action=action, target=engagement, now=now)
    return engagement
