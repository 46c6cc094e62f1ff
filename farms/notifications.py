"""Mails about what is agreed between farms and collectives, and about who is of a farm."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from commons.accounts.models import User
from commons.core.models import OutboxMail
from commons.core.money import format_percent
from commons.core.notifications import Notification
from farms.models import Farm, FarmEngagement, FarmInvitation, Proposal
from farms.permissions import deciders_of, has_own_people, managers_of
from farms.selectors import rate_of


class TermsChanged(Notification):
    """What is agreed, as it is from now on."""

    kind: ClassVar[str] = "terms_changed"


class TermsProposed(Notification):
    """A collective asks whoever answers for the farm."""

    kind: ClassVar[str] = "terms_proposed"


class ProposalAnswered(Notification):
    """Yes or no, to the managers of the collective that asked."""

    kind: ClassVar[str] = "proposal_answered"


class InvitedToFarm(Notification):
    """A place in a farm, to be taken on a page."""

    kind: ClassVar[str] = "invited_to_farm"


def tell_proposal(proposal: Proposal, *, now: datetime) -> None:
    """Ask each of those who answer for the farm."""
    context = _of_proposal(proposal)
    for to in deciders_of(proposal.engagement.farm):
        key = f"terms-proposed:{proposal.uid}:{to.uid}"
        TermsProposed.send(to=to, key=key, context=context, now=now)


def tell_answer(proposal: Proposal, *, now: datetime) -> None:
    """Tell the managers of the collective that proposed."""
    context = _of_proposal(proposal)
    for to in managers_of(proposal.engagement.collective):
        key = f"proposal-answered:{proposal.uid}:{to.uid}"
        reply_to = proposal.engagement.farm.email
        ProposalAnswered.send(to=to, key=key, context=context, reply_to=reply_to, now=now)


def tell_invitation(invitation: FarmInvitation, *, now: datetime) -> None:
    """Write to the address that is invited, in the language of its account if it has one."""
    account = User.objects.filter(email=invitation.email, is_active=True).first()
    key = f"{_invited(invitation.farm, invitation.role)}{invitation.uid}:{now.isoformat()}"
    context = {"invitation": invitation, "farm": invitation.farm}
    host = invitation.made_by.email if invitation.made_by else ""
    to = account or invitation.email
    InvitedToFarm.send(to=to, key=key, context=context, reply_to=host, now=now)


def was_invited(farm: Farm, email: str, role: str, *, since: datetime) -> bool:
    """Whether a mail offered this place since then, whatever became of the invitation."""
    mails = OutboxMail.objects.filter(to=email, created_at__gt=since)
    return mails.filter(key__startswith=_invited(farm, role)).exists()


def _invited(farm: Farm, role: str) -> str:
    return f"invited-to-farm:{farm.uid}:{role}:"


def _of_proposal(proposal: Proposal) -> dict[str, object]:
    engagement = proposal.engagement
    collective, rate = engagement.collective, proposal.commission_rate
    return {
        "proposal": proposal,
        "engagement": engagement,
        "farm": engagement.farm,
        "collective": collective,
        "rate": format_percent(collective.default_commission_rate if rate is None else rate),
        "is_first": engagement.state == FarmEngagement.State.PROPOSED,
        "is_accepted": proposal.answer == Proposal.Answer.ACCEPTED,
    }


def tell_terms(engagement: FarmEngagement, *, actor: User | None, now: datetime) -> None:
    """Tell whoever manages the farm, else its address; not the person who changed the terms."""
    collective = engagement.collective
    day = max(now.astimezone(collective.zone).date(), engagement.starts_on)
    default, following = collective.default_commission_rate, engagement.next_commission_rate
    rate = rate_of(engagement, day)
    context = {
        "engagement": engagement,
        "farm": engagement.farm,
        "collective": collective,
        "rate": format_percent(default if rate is None else rate),
        "next_rate": format_percent(default if following is None else following),
    }
    for to in _addressees(engagement):
        if to != actor:
            key = f"terms-changed:{engagement.uid}:{now.isoformat()}:{_name(to)}"
            TermsChanged.send(to=to, key=key, context=context, now=now)


def _addressees(engagement: FarmEngagement) -> Sequence[User | str]:
    farm = engagement.farm
    if has_own_people(farm):
        return list(deciders_of(farm))
    return [address for address in [farm.email] if address]


def _name(to: User | str) -> str:
    return to if isinstance(to, str) else str(to.uid)
