"""Wagtail's groups: one per (collective, role), one per role in the network, one per farm.

Pages, images and documents of Wagtail know only its groups; our roles stay the truth, and these
groups follow them. Written by the services of roles, rebuilt by `manage.py sync_groups`.
"""

from collections.abc import Iterator

from django.contrib.auth.models import Group

from commons.accounts.models import User
from commons.collectives import admin_rights
from commons.collectives.models import (
    Collective,
    CollectiveRole,
    NetworkRole,
    Role,
    RoleInNetwork,
)
from commons.collectives.permissions import ROLES_WITH_ROOMS

COLLECTIVE_PREFIX = "collectif:"
NETWORK_PREFIX = "reseau:"
FARM_PREFIX = "ferme:"
IN_ADMIN = tuple(f":{role}" for role in ROLES_WITH_ROOMS)
WRITERS = (Role.EDITOR, Role.MANAGER)
ADMINISTRATORS = f"{NETWORK_PREFIX}{RoleInNetwork.ADMINISTRATOR}"


def collective_group(collective: Collective, role: Role) -> str:
    """The name of the group of a role in a collective."""
    return f"{COLLECTIVE_PREFIX}{collective.slug}:{role}"


def network_group(role: RoleInNetwork) -> str:
    """The name of the group of a role in the network."""
    return f"{NETWORK_PREFIX}{role}"


def enter_group(user: User, name: str) -> None:
    """Put a person in a group, made where it is missing."""
    ensure_group(name).user_set.add(user)


def leave_group(user: User, name: str) -> None:
    """Take a person out of a group."""
    user.groups.remove(*Group.objects.filter(name=name))


def ensure_group(name: str) -> Group:
    """A group of ours, with what it may do in the Wagtail admin."""
    group, _created = Group.objects.get_or_create(name=name)
    if enters_admin(name):
        admin_rights.give_entrance(group)
    if name == ADMINISTRATORS:
        admin_rights.give_screens_of_network(group)
    return group


def lacks_rights(group: Group) -> bool:
    """Whether a group of ours has lost something that `ensure_group` gives."""
    if group.name == ADMINISTRATORS and admin_rights.lacks_screens_of_network(group):
        return True
    return enters_admin(group.name) and admin_rights.lacks_entrance(group)


def enters_admin(name: str) -> bool:
    """Whether it opens the Wagtail admin: of editors, managers, the network, whoever has a farm."""
    return name.startswith((NETWORK_PREFIX, FARM_PREFIX)) or name.endswith(IN_ADMIN)


def expected_groups() -> Iterator[str]:
    """The name of every group that there should be, with or without members."""
    yield from map(network_group, RoleInNetwork)
    for collective in Collective.objects.all():
        yield from groups_of(collective)


def writers_of(collective: Collective) -> list[str]:
    """The names of the groups of those who write for a collective."""
    return [collective_group(collective, role) for role in WRITERS]


def groups_of(collective: Collective) -> list[str]:
    """The names of a collective's groups."""
    return [collective_group(collective, role) for role in Role]


def expected_members() -> Iterator[tuple[str, int]]:
    """Every (group's name, user's id) that the roles ask for."""
    for granted in CollectiveRole.objects.select_related("collective"):
        yield collective_group(granted.collective, Role(granted.role)), granted.user_id
    for given in NetworkRole.objects.all():
        yield network_group(RoleInNetwork(given.role)), given.user_id
