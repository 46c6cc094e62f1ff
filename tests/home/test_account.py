"""`/compte/`: profile, household, memberships."""

import pytest
from django.test import Client

from commons.accounts.models import Household, Person, User
from commons.collectives.models import Membership
from tests.factories import make_collective, make_household, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def camille(client: Client) -> User:
    user = make_user("Camille", "Arnoux", email="camille@sillon.example")
    client.force_login(user)
    return user


@pytest.fixture
def household(camille: User) -> Household:
    return make_household(camille)


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/compte/")["Location"] == "/compte/login/?next=/compte/"


def test_the_page_shows_what_is_known(client: Client, camille: User, household: Household) -> None:
    page = client.get("/compte/")

    for known in ('value="Camille"', 'value="Arnoux"', "06 39 98 12 34", camille.email):
        assert known in page.text


def test_an_account_without_household_sees_its_page(client: Client, camille: User) -> None:
    assert client.get("/compte/").status_code == 200


def test_the_profile_is_saved(client: Client, camille: User, household: Household) -> None:
    new = {"first_name": "Camille", "last_name": "Roux", "phone": "07 00 00 00 00"}

    client.post("/compte/profil/", new)

    camille.refresh_from_db()
    assert camille.get_full_name() == "Camille Roux"
    assert household.persons.get().phone == "+33700000000"


def test_a_wrong_phone_loses_nothing_typed(
    client: Client, camille: User, household: Household
) -> None:
    new = {"first_name": "Camille", "last_name": "Roux", "phone": "+1"}

    page = client.post("/compte/profil/", new)

    assert page.status_code == 422
    assert "Le numéro est incomplet" in page.text
    assert 'value="Roux"' in page.text
    assert 'value="+1"' in page.text
    camille.refresh_from_db()
    assert camille.last_name == "Arnoux"


def test_a_person_without_an_e_mail_is_added_then_removed(
    client: Client, camille: User, household: Household
) -> None:
    client.post("/compte/foyer/", {"person-first_name": "Noé"})
    noe = Person.objects.get(first_name="Noé", household=household)
    assert "Noé" in client.get("/compte/").text

    client.post(f"/compte/foyer/{noe.uid}/retirer/")
    assert not Person.objects.filter(first_name="Noé").exists()


def test_a_person_without_a_name_is_not_added(
    client: Client, camille: User, household: Household
) -> None:
    page = client.post("/compte/foyer/", {"person-phone": "06 39 98 12 34"})

    assert page.status_code == 422
    assert household.persons.count() == 1


def test_nobody_removes_a_person_of_another_household(
    client: Client, camille: User, household: Household
) -> None:
    other = make_household().persons.get()

    assert client.post(f"/compte/foyer/{other.uid}/retirer/").status_code == 404


def test_a_member_leaves_and_the_membership_stays_on_record(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    collective = make_collective("Vallée Claire")
    make_member(collective, user)
    membership = Membership.objects.get()
    assert "Vallée Claire" in client.get("/compte/").text

    client.post(f"/compte/adhesions/{membership.uid}/quitter/")

    membership.refresh_from_db()
    assert membership.state == Membership.State.ENDED
    assert "Vous avez quitté Vallée Claire." in client.get("/compte/").text


def test_leaving_twice_is_refused_with_a_sentence(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    make_member(make_collective(), user)
    address = f"/compte/adhesions/{Membership.objects.get().uid}/quitter/"
    client.post(address)

    assert 'class="note bad"' in client.post(address, follow=True).text


def test_nobody_ends_the_membership_of_another_household(
    client: Client, camille: User, household: Household
) -> None:
    make_member(make_collective())

    response = client.post(f"/compte/adhesions/{Membership.objects.get().uid}/quitter/")

    assert response.status_code == 404


def test_the_page_takes_as_many_queries_with_ten_memberships_as_with_one(
    client: Client, camille: User, household: Household, django_assert_max_num_queries: object
) -> None:
    for _ in range(10):
        Membership.objects.create(
            collective=make_collective(), household=household, since=camille.date_joined
        )

    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get("/compte/")


def test_a_double_press_adds_one_person(
    client: Client, camille: User, household: Household
) -> None:
    noe = {"person-first_name": "Noé", "person-phone": "06 39 98 12 34"}

    for _press in range(2):
        client.post("/compte/foyer/", noe)

    assert household.persons.filter(first_name="Noé").count() == 1


def test_a_number_with_a_digit_missing_is_told_at_its_field(
    client: Client, camille: User, household: Household
) -> None:
    page = client.post(
        "/compte/foyer/", {"person-first_name": "Noé", "person-phone": "06 12 34 56 7"}
    )

    assert "phone" in page.context["person"].errors
    assert household.persons.count() == 1
