"""What groups of ours may do in Wagtail's admin, beside what roles open in our own rooms.

The network's administrator has the screens that know nothing of collectives. People are read there
and not changed: who may change an e-mail address may sign in as its owner. Groups follow the roles
(`groups.py`), so nobody has their screen.
"""

from collections.abc import Collection as Several

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission

ENTRANCE = "access_admin"
ACTS = ("add", "change", "delete")
OF_NETWORK = {
    "view_user",
    *(f"{act}_{what}" for act in ACTS for what in ("workflow", "task", "redirect")),
}
ON_COLLECTIONS = {f"{act}_collection" for act in ACTS}
APPS = ("accounts", "wagtailcore", "wagtailredirects")


def give_entrance(group: Group) -> None:
    """Let a group enter the admin. Wagtail makes this right by a migration, which tests skip."""
    admin, _made = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    permission, _created = Permission.objects.get_or_create(
        content_type=admin,
        codename=ENTRANCE,
        defaults={"name": "Can access Wagtail admin"},
    )
    group.permissions.add(permission)


def lacks_entrance(group: Group) -> bool:
    """Whether that right is missing."""
    return ENTRANCE not in _held(group)


def give_screens_of_network(group: Group) -> None:
    """Let a group keep workflows, redirects and collections, and see who has an account."""
    group.permissions.add(*_rights(OF_NETWORK))
    for right in _rights(ON_COLLECTIONS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=right
        )


def lacks_screens_of_network(group: Group) -> bool:
    """Whether some of these rights are missing."""
    found = GroupCollectionPermission.objects.filter(group=group)
    on_collections = set(found.values_list("permission__codename", flat=True))
    return not (_held(group) >= OF_NETWORK and on_collections >= ON_COLLECTIONS)


def _held(group: Group) -> set[str]:
    return {right.codename for right in group.permissions.all()}


def _rights(codenames: Several[str]) -> list[Permission]:
    found = Permission.objects.filter(content_type__app_label__in=APPS, codename__in=codenames)
    return list(found)
