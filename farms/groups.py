"""Wagtail's groups of farms, and the check of every group of ours."""

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from commons.collectives import groups
from commons.core.locking import write
from farms.models import Farm, FarmMember
from farms.permissions import has_own_people

PREFIXES = (groups.FARM_PREFIX, groups.COLLECTIVE_PREFIX, groups.NETWORK_PREFIX)


def farm_group(farm: Farm) -> str:
    """The name of the group of those who decide for a farm."""
    return f"{groups.FARM_PREFIX}{farm.slug}"


def writers_of(farm: Farm) -> list[str]:
    """The names of the groups that write a farm's page.

    Its own; and while nobody decides for it, those who write for the collective that keeps it.
    """
    names = [farm_group(farm)]
    if farm.made_by and not has_own_people(farm):
        names += groups.writers_of(farm.made_by)
    return names


@write
def sync_groups(*, repair: bool) -> list[str]:
    """Compare the groups with the roles and farm members; returns the names that differ.

    ``repair`` makes them equal, and removes groups of ours that nothing asks for.
    """
    expected = _expected()
    rows = _ours().prefetch_related("user_set", "permissions")
    found = {group.name: group for group in rows}
    differing = [name for name in {*expected, *found} if _differs(name, expected, found)]
    for name in differing if repair else ():
        if name in expected:
            groups.ensure_group(name).user_set.set(expected[name])
        else:
            found[name].delete()
    return sorted(differing)


def _expected() -> dict[str, set[int]]:
    members: dict[str, set[int]] = {name: set() for name in groups.expected_groups()}
    members |= {farm_group(farm): set() for farm in Farm.objects.all()}
    for name, user_id in groups.expected_members():
        members[name].add(user_id)
    managing = FarmMember.objects.filter(role=FarmMember.Role.MANAGES)
    for member in managing.select_related("farm"):
        members[farm_group(member.farm)].add(member.user_id)
    return members


def _ours() -> QuerySet[Group]:
    named = Q()
    for prefix in PREFIXES:
        named |= Q(name__startswith=prefix)
    return Group.objects.filter(named)


def _differs(name: str, expected: dict[str, set[int]], found: dict[str, Group]) -> bool:
    if name not in expected or name not in found:
        return True
    if groups.lacks_rights(found[name]):
        return True
    return {user.pk for user in found[name].user_set.all()} != expected[name]
