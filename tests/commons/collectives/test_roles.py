"""Roles, what they allow, and Wagtail's groups that follow them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from commons.accounts.models import User
from commons.accounts.own_data import parts
from commons.collectives.exceptions import LastNetworkEditor
from commons.collectives.models import (
    Collective,
    CollectiveRole,
    Network,
    NetworkRole,
    Role,
    RoleInNetwork,
)
from commons.collectives.permissions import collectives_of, has_role
from commons.collectives.services import (
    grant_network_role,
    grant_role,
    revoke_network_role,
    revoke_role,
)
from commons.core.models import AuditEntry
from tests.factories import MONDAY, make_collective, make_network, make_user

pytestmark = pytest.mark.django_db


def grant(collective: Collective, role: Role, user: User | None = None) -> User:
    user = user or make_user()
    grant_role(collective=collective, user=user, role=role, actor=None, now=MONDAY)
    return user


def network(role: RoleInNetwork) -> User:
    user = make_user()
    grant_network_role(network=make_network(), user=user, role=role, actor=None, now=MONDAY)
    return user


def group_names(user: User) -> list[str]:
    return list(user.groups.values_list("name", flat=True))


def test_a_role_holds_in_its_collective_only() -> None:
    collective, other = make_collective(), make_collective()

    user = grant(collective, Role.TREASURER)

    assert has_role(user, collective, Role.TREASURER, Role.MANAGER)
    assert not has_role(user, collective, Role.MANAGER)
    assert not has_role(user, other, Role.TREASURER)


def test_any_role_counts_where_none_is_named() -> None:
    collective = make_collective()

    assert has_role(grant(collective, Role.CASHIER), collective)
    assert not has_role(make_user(), collective)


def test_a_visitor_has_no_role() -> None:
    visitor, collective = AnonymousUser(), make_collective()

    assert not has_role(visitor, collective)
    assert not collectives_of(visitor).exists()


def test_granting_twice_is_granting_once() -> None:
    collective = make_collective()

    grant(collective, Role.EDITOR, grant(collective, Role.EDITOR))

    assert CollectiveRole.objects.count() == 1
    assert AuditEntry.objects.filter(action="grant_role").count() == 1


def test_a_person_may_have_several_roles() -> None:
    collective = make_collective()
    user = grant(collective, Role.CASHIER, grant(collective, Role.EDITOR))

    assert has_role(user, collective, Role.CASHIER)
    assert has_role(user, collective, Role.EDITOR)
    assert not has_role(user, collective, Role.MANAGER)


def test_the_collectives_of_a_manager() -> None:
    collective, other = make_collective(), make_collective()
    user = grant(other, Role.CASHIER, grant(collective, Role.MANAGER))

    assert list(collectives_of(user, Role.MANAGER)) == [collective]


def test_revoking_ends_the_role_and_leaves_the_group() -> None:
    collective = make_collective(slug="lise")
    user = grant(collective, Role.MANAGER)
    assert group_names(user) == ["collectif:lise:manager"]

    for _ in range(2):
        revoke_role(collective=collective, user=user, role=Role.MANAGER, actor=None, now=MONDAY)

    assert not has_role(user, collective)
    assert group_names(user) == []
    assert AuditEntry.objects.filter(action="revoke_role").count() == 1


@pytest.mark.parametrize(
    ("role", "enters"),
    [
        (Role.MANAGER, True),
        (Role.EDITOR, True),
        (Role.TREASURER, False),
        (Role.CASHIER, False),
    ],
)
def test_editors_and_managers_enter_wagtails_admin(role: Role, enters: bool) -> None:
    user = grant(make_collective(), role)

    assert user.has_perm("wagtailadmin.access_admin") is enters


def test_the_networks_editor_does_not_administer_it() -> None:
    user = network(RoleInNetwork.EDITOR)

    assert user.has_perm("wagtailadmin.access_admin")
    assert group_names(user) == ["reseau:editor"]


def test_the_networks_administrator_enters_too() -> None:
    user = network(RoleInNetwork.ADMINISTRATOR)

    assert user.has_perm("wagtailadmin.access_admin")
    assert group_names(user) == ["reseau:administrator"]


def test_the_last_editor_stays_while_farms_pages_wait_for_one() -> None:
    user, held = network(RoleInNetwork.EDITOR), make_network()
    role = RoleInNetwork.EDITOR
    Network.objects.update(approves_farm_pages=True)

    with pytest.raises(LastNetworkEditor, match="nommez-en d’abord une autre"):
        revoke_network_role(network=held, user=user, role=role, actor=None, now=MONDAY)
    refusals = parts["collectives"].refusals(user, MONDAY)
    network(role)
    revoke_network_role(network=held, user=user, role=role, actor=None, now=MONDAY)

    assert any("la dernière personne qui relit" in said for said in refusals)
    assert NetworkRole.objects.count() == 1


def test_a_role_in_the_network_is_taken_back() -> None:
    user = network(RoleInNetwork.ADMINISTRATOR)

    revoke_network_role(
        network=make_network(),
        user=user,
        role=RoleInNetwork.ADMINISTRATOR,
        actor=None,
        now=MONDAY,
    )

    assert not NetworkRole.objects.exists()
    assert group_names(user) == []
