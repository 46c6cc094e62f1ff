"""A farm's page is published by the farm, or submitted by it and approved by the network."""

from collections.abc import Mapping
from io import StringIO
from types import MappingProxyType
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from commons.accounts.models import User
from commons.collectives.models import RoleInNetwork
from commons.collectives.services import grant_network_role
from farms.models import Farm, FarmMember
from farms.services import add_farm_member, create_farm, set_farm_page_approval
from tests.factories import MONDAY, make_network, make_user
from tests.managing import first_of_bar, send
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SETTING = "backoffice_network:farm_pages"
STORY = "Nous élevons des chèvres."


@pytest.fixture
def farm(db: None) -> Farm:
    return create_farm(name="Pré Joli", now=MONDAY)


@pytest.fixture
def producer(farm: Farm) -> Client:
    user = make_user()
    add_farm_member(farm=farm, user=user, role=FarmMember.Role.MANAGES, now=MONDAY)
    return browser(user)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of_network(role: RoleInNetwork) -> Client:
    user = make_user()
    grant_network_role(network=make_network(), user=user, role=role, actor=None, now=MONDAY)
    return browser(user)


def approve_by_network(*, by_network: bool = True) -> None:
    set_farm_page_approval(network=make_network(), by_network=by_network, actor=None, now=MONDAY)


def sent(
    client: Client, farm: Farm, act: str, more: Mapping[str, str] = MappingProxyType({})
) -> Any:
    """What the editor's form answers."""
    form = {
        "title": "Le Pré Joli",
        "story": rich_text(f"<p>{STORY}</p>"),
        "practices": rich_text(""),
        "gallery": streamfield([]),
        "comments": inline_formset([]),
        act: "1",
        **more,
    }
    path = reverse("wagtailadmin_pages:edit", args=[farm.page.pk])
    return client.post(path, nested_form_data(form), follow=True)


def public(farm: Farm) -> str:
    return read(Client().get(reverse("farms:farm", args=[farm.slug])))


def decide(client: Client, farm: Farm, answer: str) -> Any:
    """Press a button of the page of somebody who approves."""
    state = farm.page.current_workflow_task_state
    path = reverse("wagtailadmin_pages:workflow_action", args=[farm.page.pk, answer, state.pk])
    return client.post(path, {"comment": "Bravo."}, follow=True)


def test_a_farm_publishes_its_page_itself_unless_the_network_says_otherwise(
    farm: Farm, producer: Client
) -> None:
    answer = sent(producer, farm, "action-publish")

    assert STORY in public(farm)
    assert answer.redirect_chain[-1][0] == f"/gestion/pages/{farm.page.pk}/edit/"
    assert 'href="/producteur/"' in answer.text
    assert f'href="/fermes/{farm.slug}/"' in answer.text
    assert first_of_bar(answer.text) == "Publier"


def test_where_the_network_approves_a_farm_submits_and_an_editor_makes_it_public(
    farm: Farm, producer: Client
) -> None:
    editor = of_network(RoleInNetwork.EDITOR)
    approve_by_network()

    sent(producer, farm, "action-publish")
    assert STORY not in public(farm)
    sent(producer, farm, "action-submit")
    assert STORY not in public(farm)

    assert "Le Pré Joli" in read(editor.get("/gestion/"))
    page = read(editor.get(reverse("wagtailadmin_pages:edit", args=[farm.page.pk])))
    assert "Approuver" in page
    decide(editor, farm, "approve")

    assert STORY in public(farm)


def test_an_editor_sends_a_page_back_with_a_word(farm: Farm, producer: Client) -> None:
    editor = of_network(RoleInNetwork.EDITOR)
    approve_by_network()
    sent(producer, farm, "action-submit")

    decide(editor, farm, "reject")

    assert STORY not in public(farm)
    assert "Bravo." in read(producer.get(reverse("wagtailadmin_pages:edit", args=[farm.page.pk])))


def test_a_producer_approves_nothing(farm: Farm, producer: Client) -> None:
    of_network(RoleInNetwork.EDITOR)
    approve_by_network()
    sent(producer, farm, "action-submit")

    decide(producer, farm, "approve")

    assert STORY not in public(farm)


def test_what_waits_is_the_farms_again_once_farms_publish_again(
    farm: Farm, producer: Client
) -> None:
    of_network(RoleInNetwork.EDITOR)
    approve_by_network()
    sent(producer, farm, "action-submit")

    approve_by_network(by_network=False)

    assert not WorkflowPage.objects.filter(page__slug="fermes").exists()
    sent(producer, farm, "action-publish")
    assert STORY in public(farm)


def test_an_administrator_chooses_in_the_networks_room(farm: Farm, producer: Client) -> None:
    of_network(RoleInNetwork.EDITOR)
    administrator = of_network(RoleInNetwork.ADMINISTRATOR)
    assert "Pages des fermes" in read(administrator.get(reverse("backoffice_network:index")))

    send(administrator, reverse(SETTING), by_network="yes")

    assert make_network().approves_farm_pages
    assert not farm.page.permissions_for_user(producer_of(farm)).can_publish()
    again = send(administrator, reverse(SETTING), by_network="yes")
    assert "Rien n’a été changé." in read(again)


def test_nobody_is_made_to_wait_for_an_editor_who_is_not_there(farm: Farm) -> None:
    administrator = of_network(RoleInNetwork.ADMINISTRATOR)

    answer = send(administrator, reverse(SETTING), by_network="yes")

    assert "Personne n’est encore rédacteur du réseau" in read(answer)
    assert not make_network().approves_farm_pages


def test_others_find_no_such_setting(producer: Client) -> None:
    assert producer.get(reverse(SETTING)).status_code == 404
    assert of_network(RoleInNetwork.EDITOR).get(reverse(SETTING)).status_code == 404


def test_what_was_lost_of_the_approval_is_told_and_repaired(farm: Farm, producer: Client) -> None:
    of_network(RoleInNetwork.EDITOR)
    approve_by_network()
    call_command("sync_groups", stdout=StringIO())
    Workflow.objects.all().delete()

    with pytest.raises(CommandError):
        call_command("sync_groups", "--check", stdout=StringIO())
    call_command("sync_groups", stdout=StringIO())

    call_command("sync_groups", "--check", stdout=StringIO())
    sent(producer, farm, "action-submit")
    assert farm.page.current_workflow_task is not None


def producer_of(farm: Farm) -> User:
    found: User = User.objects.get(farm_memberships__farm=farm)
    return found


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("approve", "La page est publiée."),
        ("reject", "Des modifications sont demandées\u00a0; l’auteur reçoit votre commentaire."),
    ],
)
def test_whoever_decides_in_the_editor_reads_what_they_decided(
    farm: Farm, producer: Client, decision: str, said: str
) -> None:
    editor = of_network(RoleInNetwork.EDITOR)
    approve_by_network()
    sent(producer, farm, "action-submit")

    answer = sent(editor, farm, "action-workflow-action", {"workflow-action-name": decision})

    assert said in read(answer)


def test_the_office_leads_people_of_a_farm_back_to_it_and_nobody_else(producer: Client) -> None:
    others = of_network(RoleInNetwork.EDITOR).get("/gestion/").text

    assert "Espace producteur" in producer.get("/gestion/").text
    assert "Espace producteur" not in others
