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


def has_role(user: Someone, collective: Collective, *roles: Role) -> bool:
    """Whether a person has one of the roles in the collective (any role, if none is named)."""
    return user.is_authenticated and _roles(user, *roles).filter(collective=collective).exists()


def roles_in(user: Someone, collective: Collective) -> frozenset[Role]:
    """Every role of a person in a collective."""
    if not user.is_authenticated:
        return frozenset()
    found = _roles(user).filter(collective=collective).values_list("role", flat=True)
    return frozenset(Role(role) for role in found)


def collectives_of(user: Someone, *roles: Role) -> QuerySet[Collective]:
    """The collectives in which a person has one of the roles."""
    if not user.is_authenticated:
        return Collective.objects.none()
    return Collective.objects.filter(pk__in=_roles(user, *roles).values("collective"))


def is_network_admin(user: Someone) -> bool:
    """Whether a person administers the network."""
    return _has_network_role(user, RoleInNetwork.ADMINISTRATOR)


def is_network_editor(user: Someone) -> bool:
    """Whether a person edits the network's pages; its administrators do too."""
    return _has_network_role(user, RoleInNetwork.EDITOR, RoleInNetwork.ADMINISTRATOR)


def _roles(user: AbstractBaseUser, *roles: Role) -> QuerySet[CollectiveRole]:
    return CollectiveRole.objects.filter(user_id=user.pk, role__in=roles or Role)


def _has_network_role(user: Someone, *roles: RoleInNetwork) -> bool:
    if not user.is_authenticated:
        return False
    return NetworkRole.objects.filter(user_id=user.pk, role__in=roles).exists()
