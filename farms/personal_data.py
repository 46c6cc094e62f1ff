"""A person's places in farms, and those that were offered to their address."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.own_data import Part, register
from commons.core.locking import hold_rows
from farms.models import Farm, FarmInvitation, FarmMember
from farms.permissions import farms_managed_by


def _export(user: User) -> dict[str, object]:
    places = FarmMember.objects.filter(user=user).order_by("pk")
    invitations = FarmInvitation.objects.filter(email=user.email).order_by("pk")
    return {
        "places": list(places.values("farm__name", "role", "since")),
        "invitations": list(invitations.values("farm__name", "role", "made_at")),
    }


def _decided(user: User) -> list[Farm]:
    return list(farms_managed_by(user))


def _deciders(user: User) -> QuerySet[FarmMember]:
    return FarmMember.objects.filter(farm__in=_decided(user), role=FarmMember.Role.MANAGES)


def _hold(user: User) -> None:
    hold_rows(_deciders(user))


def _refusals(user: User, _now: datetime) -> Sequence[str]:
    """Somebody has to decide for the farm."""
    shared = set(_deciders(user).exclude(user=user).values_list("farm", flat=True))
    return [
        _("You are the last person who decides for %(name)s: let another one take it over first.")
        % {"name": farm.name}
        for farm in _decided(user)
        if farm.pk not in shared
    ]


def _erase(user: User, _now: datetime) -> None:
    """Places go with the account."""
    FarmInvitation.objects.filter(email=user.email).delete()


register(
    Part(
        name="farms",
        export=_export,
        erase=_erase,
        refusals=_refusals,
        hold=_hold,
        covers={"farms.FarmInvitation.email"},
    )
)
