"""Writes of memberships: a household joins a collective, or leaves it."""

from datetime import datetime

from commons.accounts.models import Household, User
from commons.collectives.exceptions import NotAMember, TermsNotAccepted
from commons.collectives.models import Collective, Membership
from commons.collectives.selectors import membership_of
from commons.core.audit import record
from commons.core.locking import write


@write
def join_collective(
    *,
    household: Household,
    collective: Collective,
    accepts_terms: bool,
    actor: User | None = None,
    now: datetime,
) -> Membership:
    """Make a household a member, with the terms of the day; again after it left, or new terms.

    Nothing changes for a member who accepted these terms. Raises ``TermsNotAccepted``.
    """
    if not accepts_terms:
        raise TermsNotAccepted
    running = membership_of(household, collective)
    if running and running.terms_version == collective.terms_version:
        return running
    membership, _created = Membership.objects.update_or_create(
        collective=collective,
        household=household,
        defaults=accepted(collective, since=running.since if running else now, now=now),
    )
    data = {"terms_version": collective.terms_version}
    record(actor=actor, action="join_collective", target=membership, data=data, now=now)
    return membership


def accepted(collective: Collective, *, since: datetime, now: datetime) -> dict[str, object]:
    """The columns of a member who accepts the terms of the day."""
    return {
        "state": Membership.State.ACTIVE,
        "since": since,
        "ended_at": None,
        "terms_version": collective.terms_version,
        "terms_accepted_at": now,
    }


@write
def leave_collective(
    *, household: Household, collective: Collective, actor: User | None = None, now: datetime
) -> Membership:
    """End a membership; orders and what is owed stand. Raises ``NotAMember``."""
    membership = membership_of(household, collective)
    if membership is None:
        raise NotAMember
    membership.state = Membership.State.ENDED
    membership.ended_at = now
    membership.save(update_fields=["state", "ended_at"])
    record(actor=actor, action="leave_collective", target=membership, now=now)
    return membership
