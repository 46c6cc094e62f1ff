"""Writes of roles; Wagtail's group of each follows."""

from datetime import datetime

from commons.accounts.models import User
from commons.collectives.exceptions import LastNetworkEditor
from commons.collectives.groups import (
    collective_group,
    enter_group,
    leave_group,
    network_group,
)
from commons.collectives.models import (
    Collective,
    CollectiveRole,
    Network,
    NetworkRole,
    Role,
    RoleInNetwork,
)
from commons.collectives.permissions import is_last_editor
from commons.core.audit import record
from commons.core.locking import hold_rows, write


@write
def grant_role(
    *, collective: Collective, user: User, role: Role, actor: User | None, now: datetime
) -> CollectiveRole:
    """Give a person a role in a collective; once is enough."""
    granted, created = CollectiveRole.objects.get_or_create(
        collective=collective, user=user, role=role
    )
    enter_group(user, collective_group(collective, role))
    if created:
        data = {"user": str(user.uid), "role": str(role)}
        record(actor=actor, action="grant_role", target=collective, data=data, now=now)
    return granted


@write
def revoke_role(
    *, collective: Collective, user: User, role: Role, actor: User | None, now: datetime
) -> None:
    """Take a role back; nothing happens where the person did not have it."""
    count, _rows = CollectiveRole.objects.filter(
        collective=collective, user=user, role=role
    ).delete()
    leave_group(user, collective_group(collective, role))
    if count:
        data = {"user": str(user.uid), "role": str(role)}
        record(actor=actor, action="revoke_role", target=collective, data=data, now=now)


@write
def grant_network_role(
    *, network: Network, user: User, role: RoleInNetwork, actor: User | None, now: datetime
) -> NetworkRole:
    """Give a person a role in the network; once is enough."""
    granted, created = NetworkRole.objects.get_or_create(network=network, user=user, role=role)
    enter_group(user, network_group(role))
    if created:
        data = {"user": str(user.uid), "role": str(role)}
        record(actor=actor, action="grant_network_role", target=network, data=data, now=now)
    return granted


@write
def revoke_network_role(
    *, network: Network, user: User, role: RoleInNetwork, actor: User | None, now: datetime
) -> None:
    """Take a role in the network back; nothing happens where the person did not have it.

    Raises ``LastNetworkEditor``.
    """
    held = hold_rows(Network.objects.filter(pk=network.pk))[0]
    if role == RoleInNetwork.EDITOR and held.approves_farm_pages and is_last_editor(user):
        raise LastNetworkEditor
    count, _rows = NetworkRole.objects.filter(network=network, user=user, role=role).delete()
    leave_group(user, network_group(role))
    if count:
        data = {"user": str(user.uid), "role": str(role)}
        record(actor=actor, action="revoke_network_role", target=network, data=data, now=now)
