"""What a person of a farm decides: with whom it sells, on which terms, who is of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.permissions import Someone
from commons.core.alphabet import by_name
from farms.models import Farm, FarmEngagement, FarmInvitation, FarmMember, Proposal
from farms.permissions import deciders_of, farms_managed_by
from farms.selectors import rate_of
from shop.producer.forms import InviteForm, RightsForm


@dataclass(frozen=True, slots=True)
class Agreement:
    """A collective that a farm serves, or that asks it to; the rate (%) is that of today."""

    engagement: FarmEngagement
    rate: Decimal
    waiting: Proposal | None
    rights: RightsForm

    @property
    def is_proposed(self) -> bool:
        return self.engagement.state == FarmEngagement.State.PROPOSED


@dataclass(frozen=True, slots=True)
class House:
    """A farm with its agreements and its people."""

    farm: Farm
    agreements: Sequence[Agreement]
    members: Sequence[FarmMember]
    invitations: Sequence[FarmInvitation]
    invite: InviteForm


def houses_of(user: Someone, refused: Mapping[int, InviteForm]) -> list[House]:
    """The farms that a person decides for, in five queries; refused: forms by farm id."""
    farms = list(farms_managed_by(user).order_by(by_name("name"), "pk"))
    agreements, members = _agreements(farms), _members(farms)
    invitations = list(FarmInvitation.objects.filter(farm__in=farms).order_by("pk"))
    return [
        House(
            farm=farm,
            agreements=[each for each in agreements if each.engagement.farm_id == farm.pk],
            members=[each for each in members if each.farm_id == farm.pk],
            invitations=[each for each in invitations if each.farm_id == farm.pk],
            invite=refused.get(farm.pk) or InviteForm(prefix=farm.slug),
        )
        for farm in farms
    ]


def _agreements(farms: Sequence[Farm]) -> list[Agreement]:
    engagements = FarmEngagement.objects.filter(farm__in=farms).exclude(state="ended")
    rows = list(
        engagements.select_related("collective").order_by(by_name("collective__name"), "pk")
    )
    waiting = {
        each.engagement_id: each
        for each in Proposal.objects.filter(engagement__in=rows, answer=Proposal.Answer.WAITING)
    }
    return [
        Agreement(each, rate_today(each), waiting.get(each.pk), RightsForm.of(each))
        for each in rows
    ]


def rate_today(engagement: FarmEngagement) -> Decimal:
    """The percentage withheld today."""
    zone = engagement.collective.zone
    own = rate_of(engagement, timezone.localdate(timezone.now(), zone))
    return engagement.collective.default_commission_rate if own is None else own


def _members(farms: Sequence[Farm]) -> list[FarmMember]:
    rows = FarmMember.objects.filter(farm__in=farms).select_related("user")
    return list(rows.order_by(by_name("user__last_name"), by_name("user__first_name"), "pk"))


def own_farm(user: Someone, slug: str) -> Farm:
    """A farm that the person decides for; else ``Http404``."""
    return get_object_or_404(farms_managed_by(user), slug=slug)


def own_engagement(user: Someone, uid: UUID) -> FarmEngagement:
    """What binds such a farm; else ``Http404``."""
    rows = FarmEngagement.objects.filter(farm__in=farms_managed_by(user))
    return get_object_or_404(rows.select_related("farm", "collective"), uid=uid)


def proposal_to(user: User, uid: UUID) -> Proposal:
    """What is proposed to a farm that the person answers for; else ``Http404``."""
    related = ("engagement__farm__made_by", "engagement__collective")
    found = get_object_or_404(Proposal.objects.select_related(*related), uid=uid)
    if not deciders_of(found.engagement.farm).filter(pk=user.pk).exists():
        raise Http404
    return found
