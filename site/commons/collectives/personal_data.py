"""A person's memberships and roles."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.own_data import Part, own_household, register
from commons.accounts.selectors import household_of
from commons.collectives.models import (
    Collective,
    CollectiveRole,
    Membership,
    Network,
    NetworkRole,
    Role,
    RoleInNetwork,
)
from commons.collectives.permissions import is_last_editor
from commons.collectives.services import leave_collective
from commons.core.locking import hold_rows

ADMINISTRATORS = NetworkRole.objects.filter(role=RoleInNetwork.ADMINISTRATOR)


def _export(user: User) -> dict[str, object]:
    memberships = Membership.objects.filter(household=household_of(user)).order_by("since", "pk")
    roles = CollectiveRole.objects.filter(user=user).order_by("pk")
    in_network = NetworkRole.objects.filter(user=user).order_by("pk")
    since = ("since", "ended_at", "terms_version", "terms_accepted_at")
    return {
        "memberships": list(memberships.values("collective__name", "state", *since)),
        "roles": list(roles.values("collective__name", "role")),
        "roles_in_network": list(in_network.values_list("role", flat=True)),
    }


def _managed(user: User) -> list[Collective]:
    mine = CollectiveRole.objects.filter(user=user, role=Role.MANAGER)
    return list(Collective.objects.filter(pk__in=mine.values("collective")))


def _managers(user: User) -> QuerySet[CollectiveRole]:
    """Those of each collective that the person manages."""
    return CollectiveRole.objects.filter(collective__in=_managed(user), role=Role.MANAGER)


def _hold(user: User) -> None:
    hold_rows(_managers(user))
    hold_rows(ADMINISTRATORS.all())
    hold_rows(Network.objects.filter(approves_farm_pages=True))


def _refusals(user: User, _now: datetime) -> Sequence[str]:
    """Somebody has to be able to give roles, in each collective and in the network."""
    shared = set(_managers(user).exclude(user=user).values_list("collective", flat=True))
    found = [
        _("You are the last manager of %(name)s: name another one first.") % {"name": each.name}
        for each in _managed(user)
        if each.pk not in shared
    ]
    if list(ADMINISTRATORS.all().values_list("user", flat=True)) == [user.pk]:
        found.append(_("You are the last administrator of the network: name another one first."))
    if is_last_editor(user) and Network.objects.filter(approves_farm_pages=True).exists():
        found.append(_("You are the last editor of the network, and farms’ pages wait for one."))
    return found


def _erase(user: User, now: datetime) -> None:
    """Roles go with the account; the memberships of a household of one end."""
    household = own_household(user)
    if household is None:
        return
    running = household.memberships.filter(state=Membership.State.ACTIVE)
    for membership in running.select_related("collective"):
        leave_collective(household=household, collective=membership.collective, now=now)


register(Part(name="collectives", export=_export, erase=_erase, refusals=_refusals, hold=_hold))
