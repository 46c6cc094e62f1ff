"""Members and roles, through the screens."""

import pytest

from commons.accounts.services import add_person
from commons.collectives.models import Role
from commons.collectives.permissions import has_role
from commons.core.typography import NBSP
from tests.factories import make_collective, make_member, make_role, make_user
from tests.managing import manager_of, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


@pytest.mark.parametrize("asked", ["pell", "NOE", "noé pellerin", "Pellerin Noé"])
def test_members_are_found_by_name_without_accents(asked: str) -> None:
    collective = make_collective()
    make_member(collective, make_user("Noé", "Pellerin"))
    make_member(collective, make_user("Ida", "Bourgeon"))

    page = manager_of(collective).get(f"{office(collective)}/adherents/?q={asked}").content.decode()

    assert "Noé Pellerin" in page
    assert "Ida Bourgeon" not in page


def test_members_of_another_collective_are_not_shown() -> None:
    make_member(make_collective(), make_user("Noé", "Pellerin"))

    collective = make_collective()
    assert (
        "Pellerin"
        not in manager_of(collective).get(f"{office(collective)}/adherents/").content.decode()
    )


def test_a_household_is_called_by_the_numbers_of_its_persons() -> None:
    collective = make_collective()
    household = make_member(collective, make_user("Noé", "Pellerin"))
    add_person(household=household, first_name="Ida", phone="07 00 00 00 00")
    make_member(collective, make_user("Zoé", "Bourgeon"))

    response = manager_of(collective).get(f"{office(collective)}/adherents/")

    page = response.content.decode().replace(NBSP, " ")
    assert "Noé Pellerin 06 39 98 12 34, Ida 07 00 00 00 00" in page
    assert page.count("06 39 98 12 34") == 2


def test_a_role_is_given_by_e_mail_and_taken_back() -> None:
    collective, user = make_collective(), make_user(email="ida@sillon.example")
    client = manager_of(collective)

    client.post(
        f"{office(collective)}/adherents/roles/ajouter/",
        {"email": "ida@sillon.example", "role": "editor"},
    )
    given = has_role(user, collective, Role.EDITOR)
    client.post(
        f"{office(collective)}/adherents/roles/{collective.roles.get(user=user).uid}/retirer/"
    )

    assert given
    assert not has_role(user, collective, Role.EDITOR)


@pytest.mark.parametrize("role", [Role.CASHIER, Role.TREASURER])
def test_a_role_without_a_room_is_not_offered_and_stays_with_who_has_it(role: Role) -> None:
    collective, user = make_collective(), make_user(email="ida@sillon.example")
    make_role(collective, role, user)
    client = manager_of(collective)

    form = client.get(f"{office(collective)}/adherents/roles/ajouter/").context["form"]
    reply = client.post(
        f"{office(collective)}/adherents/roles/ajouter/",
        {"email": "ida@sillon.example", "role": role},
    )

    assert [value for value, _label in form.fields["role"].choices] == [Role.EDITOR, Role.MANAGER]
    assert reply.context["form"].errors["role"]
    assert str(role.label) in client.get(f"{office(collective)}/adherents/roles/").content.decode()
    assert has_role(user, collective, role)


def test_an_unknown_address_is_told_beside_the_field() -> None:
    collective = make_collective()
    reply = manager_of(collective).post(
        f"{office(collective)}/adherents/roles/ajouter/",
        {"email": "qui@sillon.example", "role": "manager"},
    )

    assert "compte" in reply.context["form"].errors["email"][0]


def test_the_last_manager_stays() -> None:
    collective = make_collective()
    client = manager_of(collective)

    page = client.post(
        f"{office(collective)}/adherents/roles/{collective.roles.get().uid}/retirer/", follow=True
    )

    assert collective.roles.count() == 1
    assert "dernier gestionnaire" in page.content.decode()


def test_a_role_elsewhere_does_not_exist() -> None:
    other = make_collective()
    make_role(other, Role.EDITOR)

    collective = make_collective()
    reply = manager_of(collective).post(
        f"{office(collective)}/adherents/roles/{other.roles.get().uid}/retirer/"
    )

    assert reply.status_code == 404
    assert other.roles.exists()
