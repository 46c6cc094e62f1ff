"""What is agreed between a farm and a collective: proposed by one side, accepted by the other."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.services.federation import check_rate
from commons.core.audit import record
from commons.core.locking import write
from farms.exceptions import (
    AfterTheEnd,
    AlreadyStarted,
    DayIsOver,
    EngagementEnded,
    FromTheFirstDay,
    InvalidDates,
    SameTerms,
)
from farms.models import FarmEngagement, Proposal
from farms.notifications import tell_proposal, tell_terms
from farms.permissions import is_kept_by
from farms.selectors import rate_of
from farms.services.often import require_not_too_often

CHANGED = ("commission_rate", "next_commission_rate", "next_rate_on", "starts_on", "ends_on")
State = FarmEngagement.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed: the rate (%, None is the collective's) holds from ``rate_on`` on."""

    commission_rate: Decimal | None
    rate_on: date
    starts_on: date
    ends_on: date | None = None


@write
def change_terms(
    *, engagement: FarmEngagement, terms: Terms, actor: User | None, now: datetime
) -> Proposal | None:
    """Propose other terms to the farm; what waited for its answer is withdrawn.

    They hold at once, and None is returned, where the collective itself answers for the farm.
    What is ordered keeps its rate. A rate that is to change later replaces another such change.

    Raises ``EngagementEnded``, ``InvalidRate``, ``InvalidDates``, ``AlreadyStarted``,
    ``DayIsOver``, ``AfterTheEnd``, ``FromTheFirstDay`` or ``SameTerms``.
    """
    engagement = held(engagement)
    check_terms(engagement, terms, _today(engagement, now))
    if not _changes(engagement, terms):
        raise SameTerms
    if is_kept_by(engagement.farm, engagement.collective):
        apply_terms(engagement, terms, actor=actor, now=now)
        return None
    return propose(engagement, terms, actor=actor, now=now)


def propose(
    engagement: FarmEngagement, terms: Terms, *, actor: User | None, now: datetime
) -> Proposal:
    """Ask whoever answers for the farm; the engagement is held."""
    require_not_too_often(actor, "propose_terms", now)
    waiting = engagement.proposals.filter(answer=Proposal.Answer.WAITING)
    if any(terms == terms_of(each) for each in waiting):
        raise SameTerms
    waiting.update(answer=Proposal.Answer.WITHDRAWN, answered_at=now, answered_by=actor)
    proposal = Proposal.objects.create(
        engagement=engagement,
        commission_rate=terms.commission_rate,
        rate_on=terms.rate_on,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        made_by=actor,
        made_at=now,
    )
    record(actor=actor, action="propose_terms", target=proposal, data=_plain(terms), now=now)
    tell_proposal(proposal, now=now)
    return proposal


def terms_of(proposal: Proposal) -> Terms:
    """What a proposal says."""
    return Terms(
        commission_rate=proposal.commission_rate,
        rate_on=proposal.rate_on,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
    )


def apply_terms(
    engagement: FarmEngagement, terms: Terms, *, actor: User | None, now: datetime
) -> None:
    """Let terms hold that were checked; the engagement is held. The farm is told."""
    before = _told(engagement)
    _set_rate(engagement, terms, _today(engagement, now))
    engagement.starts_on = terms.starts_on
    engagement.ends_on = terms.ends_on
    engagement.save(update_fields=CHANGED)
    data = {"from": before, "to": _told(engagement)}
    record(actor=actor, action="change_terms", target=engagement, data=data, now=now)
    tell_terms(engagement, actor=actor, now=now)


def held(engagement: FarmEngagement) -> FarmEngagement:
    """Read anew under a lock, with its farm and collective. Raises ``EngagementEnded``."""
    found = hold(engagement)
    if found.state == State.ENDED:
        raise EngagementEnded
    return found


def hold(engagement: FarmEngagement) -> FarmEngagement:
    """The same, also of one that has ended."""
    rows = FarmEngagement.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("collective", "farm__made_by").get(pk=engagement.pk)


def withdraw_waiting(engagements: QuerySet[FarmEngagement], now: datetime) -> None:
    """What ends leaves nothing to answer."""
    waiting = Proposal.objects.filter(engagement__in=engagements, answer=Proposal.Answer.WAITING)
    waiting.update(answer=Proposal.Answer.WITHDRAWN, answered_at=now)


def check_terms(engagement: FarmEngagement, terms: Terms, today: date) -> None:
    """Raises what ``change_terms`` does, but for ``EngagementEnded`` and ``SameTerms``."""
    if terms.commission_rate is not None:
        check_rate(terms.commission_rate)
    _check_days(engagement, terms, today)
    if engagement.state == State.PROPOSED and terms.rate_on > terms.starts_on:
        raise FromTheFirstDay
    if _changes_rate(engagement, terms):
        if terms.rate_on < today:
            raise DayIsOver("rate_on")
        if terms.ends_on and terms.rate_on > terms.ends_on:
            raise AfterTheEnd


def _check_days(engagement: FarmEngagement, terms: Terms, today: date) -> None:
    if terms.ends_on and terms.ends_on < terms.starts_on:
        raise InvalidDates
    if terms.ends_on != engagement.ends_on and terms.ends_on and terms.ends_on < today:
        raise DayIsOver("ends_on")
    if terms.starts_on != engagement.starts_on:
        if engagement.state != State.PROPOSED and engagement.starts_on <= today:
            raise AlreadyStarted
        if terms.starts_on < today:
            raise DayIsOver("starts_on")


def _changes(engagement: FarmEngagement, terms: Terms) -> bool:
    """Whether anything would be otherwise; of a first agreement nothing holds yet."""
    days = (terms.starts_on, terms.ends_on) != (engagement.starts_on, engagement.ends_on)
    return days or engagement.state == State.PROPOSED or _changes_rate(engagement, terms)


def _changes_rate(engagement: FarmEngagement, terms: Terms) -> bool:
    """Another rate on that day, or a change that was to come later is taken back."""
    same = rate_of(engagement, terms.rate_on) == terms.commission_rate
    later = engagement.next_rate_on is not None and engagement.next_rate_on > terms.rate_on
    return later or not same


def _set_rate(engagement: FarmEngagement, terms: Terms, today: date) -> None:
    if not _changes_rate(engagement, terms):
        return
    first = max(today, terms.starts_on)
    engagement.commission_rate = rate_of(engagement, first)
    engagement.next_commission_rate = engagement.next_rate_on = None
    if terms.rate_on <= first:
        engagement.commission_rate = terms.commission_rate
    elif engagement.commission_rate != terms.commission_rate:
        engagement.next_commission_rate = terms.commission_rate
        engagement.next_rate_on = terms.rate_on


def _today(engagement: FarmEngagement, now: datetime) -> date:
    return timezone.localdate(now, engagement.collective.zone)


def _told(engagement: FarmEngagement) -> dict[str, object]:
    """The terms as plain JSON."""
    return {name: _text(getattr(engagement, name)) for name in CHANGED}


def _plain(terms: Terms) -> dict[str, object]:
    names = ("commission_rate", "rate_on", "starts_on", "ends_on")
    return {name: _text(getattr(terms, name)) for name in names}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
