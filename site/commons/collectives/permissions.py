"""Who may do what in a collective and in the network: one policy over our own roles."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from commons.collectives.models import (
    Collective,
    CollectiveRole,
    NetworkRole,
    Role,
    RoleInNetwork,
)

Someone = AbstractBaseUser | AnonymousUser
ROLES_WITH_ROOMS = (Role.EDITOR, Role.MANAGER)
"""Whoever has one of these enters the admin; the others have no screen yet, and are not offered."""


def has_role(user: Someone, collective: Collective, *roles: Role) -> bool:
    """Whether a person has one of the roles in the collective (any role, if none is named)."""
    return roles_of(user, *roles).filter(collective=collective).exists()


def collectives_of(user: Someone, *roles: Role) -> QuerySet[Collective]:
    """The collectives in which a person has one of the roles."""
    return Collective.objects.filter(pk__in=roles_of(user, *roles).values("collective"))


def roles_of(user: Someone, *roles: Role) -> QuerySet[CollectiveRole]:
    """What a person is given in collectives, of these roles (of any, if none is named)."""
    if not user.is_authenticated:
        return CollectiveRole.objects.none()
    return CollectiveRole.objects.filter(user_id=user.pk, role__in=roles or Role)


def has_office(user: Someone) -> bool:
    """Whether a role of a collective or of the network gives a person something to do there."""
    if roles_of(user, *ROLES_WITH_ROOMS).exists():
        return True
    return user.is_authenticated and NetworkRole.objects.filter(user_id=user.pk).exists()


def administers_network(user: Someone) -> bool:
    """Whether a person is an administrator of the network."""
    if not user.is_authenticated:
        return False
    roles = NetworkRole.objects.filter(user_id=user.pk, role=RoleInNetwork.ADMINISTRATOR)
    return roles.exists()


def is_last_editor(user: Someone) -> bool:
    """Whether a person alone is an editor of the network."""
    editors = NetworkRole.objects.filter(role=RoleInNetwork.EDITOR)
    return list(editors.values_list("user", flat=True)) == [user.pk]
