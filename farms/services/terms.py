"""Changes of what is agreed between a farm and a collective."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.services.federation import check_rate
from commons.core.audit import record
from commons.core.locking import write
from farms.exceptions import AfterTheEnd, AlreadyStarted, DayIsOver, EngagementEnded, InvalidDates
from farms.models import FarmEngagement
from farms.notifications import tell_terms
from farms.selectors import rate_of

CHANGED = (
    *("commission_rate", "next_commission_rate", "next_rate_on"),
    *("starts_on", "ends_on", "managers_may_edit"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed: the rate (%, None is the collective's) holds from ``rate_on`` on."""

    commission_rate: Decimal | None
    rate_on: date
    starts_on: date
    ends_on: date | None = None
    managers_may_edit: bool = False


@write
def change_terms(
    *, engagement: FarmEngagement, terms: Terms, actor: User | None, now: datetime
) -> FarmEngagement:
    """Change what is agreed, from today on; what is ordered keeps its rate.

    A rate that is to change later replaces another such change. The farm is told.

    Raises ``EngagementEnded``, ``InvalidRate``, ``InvalidDates``, ``AlreadyStarted``, ``DayIsOver``
    or ``AfterTheEnd``.
    """
    rows = FarmEngagement.objects.select_for_update(no_key=True, of=("self",))
    engagement = rows.select_related("collective", "farm").get(pk=engagement.pk)
    today = timezone.localdate(now, engagement.collective.zone)
    before = _told(engagement)
    _check(engagement, terms, today)
    _set_rate(engagement, terms, today)
    engagement.starts_on = terms.starts_on
    engagement.ends_on = terms.ends_on
    engagement.managers_may_edit = terms.managers_may_edit
    engagement.save(update_fields=CHANGED)
    data = {"from": before, "to": _told(engagement)}
    record(actor=actor, action="change_terms", target=engagement, data=data, now=now)
    if data["to"] != before:
        tell_terms(engagement, actor=actor, now=now)
    return engagement


def _check(engagement: FarmEngagement, terms: Terms, today: date) -> None:
    if engagement.state == FarmEngagement.State.ENDED:
        raise EngagementEnded
    if terms.commission_rate is not None:
        check_rate(terms.commission_rate)
    _check_days(engagement, terms, today)
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
        if engagement.starts_on <= today:
            raise AlreadyStarted
        if terms.starts_on < today:
            raise DayIsOver("starts_on")


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


def _told(engagement: FarmEngagement) -> dict[str, object]:
    """The terms as plain JSON."""
    values = {name: getattr(engagement, name) for name in CHANGED}
    return {
        name: value if value is None or isinstance(value, bool) else str(value)
        for name, value in values.items()
    }
