"""With whom a farm sells, on which terms, who is of it: its own screens."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from commons.accounts.models import User
from commons.collectives.models import Role
from farms.models import Farm, FarmEngagement, FarmMember, Proposal
from farms.services import engage_farm, invite_to_farm
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_farm_member,
    make_listing,
    make_product,
    make_role,
    make_user,
)
from tests.ordering import buy

pytestmark = pytest.mark.django_db
PAGE = "/producteur/conventions/"


@pytest.fixture(autouse=True)
def at_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def farm() -> Farm:
    return make_farm("Les Hirondelles")


@pytest.fixture
def jeanne(farm: Farm) -> User:
    return make_farm_member(farm)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def proposed(farm: Farm) -> Proposal:
    collective = make_collective("Vallée claire")
    engagement = engage_farm(
        farm=farm,
        collective=collective,
        commission_rate=Decimal("8.5"),
        starts_on=MONDAY.date(),
        now=MONDAY,
    )
    return engagement.proposals.get()


def read(client: Client, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200
    return page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_proposal_is_found_on_the_first_screen_read_and_accepted(
    farm: Farm, jeanne: User
) -> None:
    proposal, client = proposed(farm), signed_in(jeanne)
    path = f"/producteur/propositions/{proposal.uid}/"

    assert "Une proposition attend votre réponse" in read(client, "/producteur/")
    assert path in read(client, PAGE)
    terms = read(client, path)
    client.post(path, {"reponse": "accepter"})

    assert "8,5 %" in terms
    assert FarmEngagement.objects.get().state == "active"
    assert "attend votre réponse" not in read(client, "/producteur/")
    assert "acceptée" in read(client, path)


def test_an_answer_that_says_nothing_is_told(farm: Farm, jeanne: User) -> None:
    proposal = proposed(farm)

    page = signed_in(jeanne).post(f"/producteur/propositions/{proposal.uid}/", {"reponse": "?"})

    assert "Rien n’a été répondu" in page.content.decode()
    proposal.refresh_from_db()
    assert proposal.answer == Proposal.Answer.WAITING


def test_looking_at_a_proposal_answers_nothing(farm: Farm, jeanne: User) -> None:
    proposal, client = proposed(farm), signed_in(jeanne)

    client.get(f"/producteur/propositions/{proposal.uid}/?reponse=accepter")
    client.post(f"/producteur/propositions/{proposal.uid}/", {"reponse": "autre"})

    assert FarmEngagement.objects.get().state == "proposed"


def test_a_second_answer_says_that_there_was_one(farm: Farm, jeanne: User) -> None:
    proposal, client = proposed(farm), signed_in(jeanne)
    path = f"/producteur/propositions/{proposal.uid}/"
    client.post(path, {"reponse": "refuser"})

    again = client.post(path, {"reponse": "accepter"}, follow=True).content.decode()

    assert "n’attend plus de réponse" in again
    assert FarmEngagement.objects.get().state == "ended"


def test_nobody_but_those_who_decide_answers(farm: Farm) -> None:
    make_farm_member(farm)
    proposal = proposed(farm)
    manager = make_role(proposal.engagement.collective, Role.MANAGER)
    path = f"/producteur/propositions/{proposal.uid}/"

    for user in (make_farm_member(farm, "prepares"), manager, make_user()):
        assert signed_in(user).post(path, {"reponse": "accepter"}).status_code == 404

    assert FarmEngagement.objects.get().state == "proposed"


def test_the_managers_of_the_collective_that_keeps_a_farm_answer_for_it(farm: Farm) -> None:
    keeper = make_engagement(farm, make_collective()).collective
    proposal = proposed(farm)

    signed_in(make_role(keeper, Role.MANAGER)).post(
        f"/producteur/propositions/{proposal.uid}/", {"reponse": "accepter"}
    )

    assert proposal.engagement.collective.engagements.get().state == "active"


def test_rights_are_given_and_taken_back(farm: Farm, jeanne: User) -> None:
    engagement, client = make_engagement(farm, make_collective()), signed_in(jeanne)
    path = f"{PAGE}{engagement.uid}/droits/"
    field = f"{engagement.uid.hex}-rights"

    client.post(path, {field: ["may_edit_catalogue", "may_edit_labels"]})
    engagement.refresh_from_db()
    given = engagement.given
    boxes = BeautifulSoup(client.get(PAGE).content, "html.parser").select(f"[name={field!r}]")
    assert {box["value"] for box in boxes if box.has_attr("checked")} == given
    same = client.post(path, {field: ["may_edit_labels", "may_edit_catalogue"]}, follow=True)
    client.post(path, {})
    engagement.refresh_from_db()

    assert given == {"may_edit_catalogue", "may_edit_labels"}
    assert "Rien n’a été changé" in same.content.decode()
    assert engagement.given == set()


def test_a_person_is_invited_accepts_and_is_removed(farm: Farm, jeanne: User) -> None:
    client, paul = signed_in(jeanne), make_user("Paul", email="paul@sillon.example")
    typed = {f"{farm.slug}-email": "paul@sillon.example", f"{farm.slug}-role": "prepares"}

    client.post(f"/producteur/{farm.slug}/personnes/inviter/", typed)
    path = f"/producteur/invitations/{farm.invitations.get().uid}/"
    assert "Les Hirondelles" in read(signed_in(paul), path)
    signed_in(paul).post(path)
    assert "Paul" in read(client, PAGE)
    member = farm.members.get(user=paul)
    client.post(f"/producteur/{farm.slug}/personnes/{member.uid}/retirer/")

    assert not farm.members.filter(user=paul).exists()


def test_a_wrong_address_is_said_beside_it_and_kept(farm: Farm, jeanne: User) -> None:
    typed = {f"{farm.slug}-email": "paul@", f"{farm.slug}-role": "prepares"}

    page = signed_in(jeanne).post(f"/producteur/{farm.slug}/personnes/inviter/", typed)

    assert page.status_code == 422
    assert 'value="paul@"' in page.content.decode()
    assert not farm.invitations.exists()


def test_an_invitation_says_nothing_to_another_address(farm: Farm) -> None:
    invitation = invite_to_farm(
        farm=farm,
        email="paul@sillon.example",
        role=FarmMember.Role.MANAGES,
        actor=None,
        now=MONDAY,
    )
    client = signed_in(make_user())

    page = read(client, f"/producteur/invitations/{invitation.uid}/")
    client.post(f"/producteur/invitations/{invitation.uid}/")

    assert "paul@" not in page
    assert "Les Hirondelles" not in page
    assert not farm.members.exists()


def test_a_preparer_decides_nothing(farm: Farm) -> None:
    engagement = make_engagement(farm, make_collective())
    client = signed_in(make_farm_member(farm, "prepares"))

    assert PAGE not in read(client, "/producteur/")
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}{engagement.uid}/droits/", {}).status_code == 404
    invited = client.post(f"/producteur/{farm.slug}/personnes/inviter/", {})
    assert invited.status_code == 404


def list_of(farm: Farm, day: date, **fields: Any) -> str:
    """The address of the farm's list of a day, in a collective of its own."""
    collective = make_collective()
    make_engagement(farm, collective, **fields)
    distribution = make_distribution(collective, day)
    buy({make_listing(make_product(farm=farm), distribution): 1})
    return f"/producteur/{farm.slug}/{distribution.uid}/"


def test_a_person_sees_the_lists_from_the_day_they_joined(farm: Farm) -> None:
    path = list_of(farm, FRIDAY)
    same_day = make_farm_member(farm, since=FRIDAY)
    late = make_farm_member(farm, since=FRIDAY + timedelta(days=1))

    assert signed_in(same_day).get(path).status_code == 200
    assert path in read(signed_in(same_day), "/producteur/")
    assert signed_in(late).get(path).status_code == 404
    assert path not in read(signed_in(late), "/producteur/")


def test_nobody_of_a_farm_sees_lists_of_before_its_agreement(farm: Farm, jeanne: User) -> None:
    path = list_of(farm, FRIDAY)
    FarmEngagement.objects.update(starts_on=FRIDAY + timedelta(days=1))

    assert signed_in(jeanne).get(path).status_code == 404
    assert path not in read(signed_in(jeanne), "/producteur/")


def test_whoever_leaves_a_farm_is_asked_and_told_as_themself(farm: Farm, jeanne: User) -> None:
    make_farm_member(farm)
    client, own = signed_in(jeanne), farm.members.get(user=jeanne)

    assert "Quitter Les Hirondelles ?" in read(client, PAGE)
    gone = client.post(f"/producteur/{farm.slug}/personnes/{own.uid}/retirer/", follow=True)

    assert "Vous ne faites plus partie de Les Hirondelles." in gone.text
