"""What is the farm's to say: yes or no to what is proposed, and what a collective may do for it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import write
from farms.exceptions import AlreadyAnswered, TooLate
from farms.models import FarmEngagement, Proposal, Right
from farms.notifications import tell_answer
from farms.services.terms import Terms, apply_terms, held, hold, terms_of

State = FarmEngagement.State


@write
def accept_proposal(*, proposal: Proposal, actor: User | None, now: datetime) -> FarmEngagement:
    """Let what was proposed hold: the engagement becomes active, or has other terms.

    What was to begin on a day that is over begins today. The managers are told.

    Raises ``AlreadyAnswered``, or ``TooLate`` where it would have ended.
    """
    proposal, engagement = _waiting(proposal)
    today = timezone.localdate(now, engagement.collective.zone)
    terms = _from_today(engagement, terms_of(proposal), today)
    if terms.ends_on and terms.ends_on < today:
        raise TooLate
    if engagement.state == State.PROPOSED:
        _begin(engagement, terms)
    else:
        apply_terms(engagement, terms, actor=actor, now=now)
    _answer(proposal, Proposal.Answer.ACCEPTED, actor=actor, now=now)
    tell_answer(proposal, now=now)
    return engagement


@write
def decline_proposal(*, proposal: Proposal, actor: User | None, now: datetime) -> FarmEngagement:
    """Leave things as they are; a first agreement does not come about. The managers are told.

    Raises ``AlreadyAnswered``.
    """
    proposal, engagement = _waiting(proposal)
    _drop(engagement)
    _answer(proposal, Proposal.Answer.DECLINED, actor=actor, now=now)
    tell_answer(proposal, now=now)
    return engagement


@write
def withdraw_proposal(*, proposal: Proposal, actor: User | None, now: datetime) -> FarmEngagement:
    """Take back what was proposed and not answered.

    Raises ``AlreadyAnswered``.
    """
    proposal, engagement = _waiting(proposal)
    _drop(engagement)
    _answer(proposal, Proposal.Answer.WITHDRAWN, actor=actor, now=now)
    return engagement


@write
def give_rights(
    *, engagement: FarmEngagement, rights: Collection[Right], actor: User | None, now: datetime
) -> bool:
    """Let the collective's managers do these things for the farm, and no others.

    Returns whether anything changed. Raises ``EngagementEnded``.
    """
    engagement = held(engagement)
    before = engagement.given
    if before == set(rights):
        return False
    for right in Right:
        setattr(engagement, right.value, right in rights)
    engagement.save(update_fields=[right.value for right in Right])
    data = {"from": sorted(before), "to": sorted(rights)}
    record(actor=actor, action="give_rights", target=engagement, data=data, now=now)
    return True


def _waiting(proposal: Proposal) -> tuple[Proposal, FarmEngagement]:
    """The proposal and its engagement, held: of two answers the first counts."""
    engagement = hold(proposal.engagement)
    found = Proposal.objects.get(pk=proposal.pk)
    if found.answer != Proposal.Answer.WAITING:
        raise AlreadyAnswered
    found.engagement = engagement
    return found, engagement


def _from_today(engagement: FarmEngagement, terms: Terms, today: date) -> Terms:
    """An answer that took its time changes nothing of the days before it."""
    has_begun = engagement.state != State.PROPOSED
    starts_on = terms.starts_on if has_begun else max(terms.starts_on, today)
    return replace(terms, starts_on=starts_on, rate_on=max(terms.rate_on, today))


def _begin(engagement: FarmEngagement, terms: Terms) -> None:
    engagement.state = State.ACTIVE
    engagement.commission_rate = terms.commission_rate
    engagement.starts_on, engagement.ends_on = terms.starts_on, terms.ends_on
    engagement.save(update_fields=["state", "commission_rate", "starts_on", "ends_on"])


def _drop(engagement: FarmEngagement) -> None:
    """A first agreement that was not accepted is over, without a day on which it ended."""
    if engagement.state == State.PROPOSED:
        engagement.state, engagement.ends_on = State.ENDED, None
        engagement.save(update_fields=["state", "ends_on"])


def _answer(
    proposal: Proposal, answer: Proposal.Answer, *, actor: User | None, now: datetime
) -> None:
    proposal.answer, proposal.answered_at, proposal.answered_by = answer, now, actor
    proposal.save(update_fields=["answer", "answered_at", "answered_by"])
    record(actor=actor, action=f"proposal_{answer}", target=proposal, now=now)
