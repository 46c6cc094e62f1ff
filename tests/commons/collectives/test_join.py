"""Join a collective: the terms, a tick, and on with the order."""

import pytest
from django.test import Client

from commons.accounts.models import Household, User
from commons.collectives.exceptions import TermsNotAccepted
from commons.collectives.models import Collective, Membership
from tests.factories import make_collective, make_household, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def collective() -> Collective:
    return make_collective("Vallée Claire", slug="vallee-claire", terms="Vous payez au retrait.")


@pytest.fixture
def camille(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


def test_a_visitor_signs_in_first_and_comes_back(client: Client, collective: Collective) -> None:
    response = client.get("/vallee-claire/adherer/?next=/accessibilite/")

    assert response["Location"] == (
        "/compte/login/?next=/vallee-claire/adherer/%3Fnext%3D/accessibilite/"
    )


def test_the_terms_are_shown(client: Client, camille: User, collective: Collective) -> None:
    page = client.get("/vallee-claire/adherer/")

    assert "Vous payez au retrait." in page.text
    assert "J’accepte les conditions de vente du collectif" in page.text


def test_accepting_makes_the_household_a_member_and_leads_on(
    client: Client, camille: User, collective: Collective
) -> None:
    household = make_household(camille)

    response = client.post(
        "/vallee-claire/adherer/", {"accepts_terms": "on", "next": "/accessibilite/"}
    )

    assert response["Location"] == "/accessibilite/"
    membership = Membership.objects.get(household=household, collective=collective)
    assert membership.terms_version == collective.terms_version


def test_without_the_tick_nothing_is_stored_and_the_way_on_is_kept(
    client: Client, camille: User, collective: Collective
) -> None:
    response = client.post("/vallee-claire/adherer/", {"next": "/accessibilite/"})

    assert str(TermsNotAccepted()) in response.text
    assert 'name="next" value="/accessibilite/"' in response.text
    assert not Membership.objects.exists()


def test_a_member_goes_on_at_once(client: Client, camille: User, collective: Collective) -> None:
    client.post("/vallee-claire/adherer/", {"accepts_terms": "on"})

    response = client.get("/vallee-claire/adherer/?next=/accessibilite/")

    assert response["Location"] == "/accessibilite/"


def test_new_terms_are_accepted_again(
    client: Client, camille: User, collective: Collective
) -> None:
    client.post("/vallee-claire/adherer/", {"accepts_terms": "on"})
    Collective.objects.update(terms_version=2)

    page = client.get("/vallee-claire/adherer/")

    assert "Les conditions de vente ont changé" in page.text


def test_an_account_without_household_gets_one(
    client: Client, camille: User, collective: Collective
) -> None:
    client.post("/vallee-claire/adherer/", {"accepts_terms": "on"})

    assert Household.objects.get().persons.get().user == camille


def test_nobody_joins_what_does_not_exist(client: Client, camille: User) -> None:
    assert client.get("/inconnu/adherer/").status_code == 404


def test_joining_is_limited(client: Client, camille: User, collective: Collective) -> None:
    for _ in range(21):
        response = client.post("/vallee-claire/adherer/", {})

    assert response.status_code == 429
    assert not Membership.objects.exists()
