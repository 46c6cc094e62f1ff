"""Whose name the admin carries, in which language, and what its account page and mails say."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from commons.accounts.models import User
from commons.collectives.groups import collective_group, ensure_group, enter_group
from commons.collectives.models import Role
from commons.core.models import OutboxMail
from home.models import HomePage
from tests.factories import make_collective, make_network, make_role, make_user
from tests.managing import manager_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


def title(client: Client) -> str:
    found = BeautifulSoup(client.get("/gestion/").content, "html.parser").title
    return found.get_text() if found else ""


def inside(user: User, *roles: tuple[str, Role]) -> Client:
    """Somebody with roles in collectives of these names."""
    for name, role in roles:
        collective = make_collective(name)
        make_role(collective, role, user)
        enter_group(user, collective_group(collective, role))
    client = Client()
    client.force_login(user)
    return client


def test_somebody_of_several_collectives_reads_the_products_name_until_one_is_chosen() -> None:
    user = make_user()
    client = inside(user, ("Vallée claire", Role.MANAGER), ("Trois Ponts", Role.MANAGER))
    chosen = user.collective_roles.get(collective__name="Trois Ponts").collective

    before = title(client)
    client.post("/gestion/collectif/", {"collective": chosen.slug})

    assert before == "Tableau de bord | Collectifs"
    assert title(client) == "Tableau de bord | Trois Ponts"


def test_two_roles_in_one_collective_are_one_name() -> None:
    user, collective = make_user(), make_collective("Vallée claire")
    for role in (Role.EDITOR, Role.MANAGER):
        make_role(collective, role, user)
        enter_group(user, collective_group(collective, role))
    client = Client()
    client.force_login(user)

    assert title(client) == "Tableau de bord | Vallée claire"


def test_the_admin_speaks_the_language_of_the_account() -> None:
    user = make_user(language="en")
    client = inside(user, ("Vallée claire", Role.EDITOR))
    UserProfile.objects.create(user=user, preferred_language="fr")

    assert title(client) == "Dashboard | Vallée claire"


def test_the_account_page_of_the_admin_asks_neither_name_nor_portrait_nor_language() -> None:
    page = manager_of(make_collective()).get("/gestion/account/")

    soup = BeautifulSoup(page.content, "html.parser")
    names = {str(field["name"]) for field in soup.select("main [name]")} - {"csrfmiddlewaretoken"}
    assert names == {
        "locale-current_time_zone",
        *(f"theme-{name}" for name in ("theme", "contrast", "density", "keyboard_shortcuts")),
    }
    assert soup.select("main a[href='/compte/']")
    assert soup.select("option[value='Europe/Paris']")
    assert not soup.select("option[value='localtime']")


def test_the_theme_that_was_chosen_is_that_of_our_tokens_too() -> None:
    user = make_user()
    client = inside(user, ("Vallée claire", Role.EDITOR))
    UserProfile.objects.create(user=user, theme="dark")

    page = BeautifulSoup(client.get("/gestion/").content, "html.parser")

    assert page.html
    assert page.html["data-theme"] == "sombre"


def test_a_mail_of_a_workflow_speaks_the_readers_language_and_names_nobody_else() -> None:
    network = make_network()
    reader = make_user(language="fr")
    page = HomePage.objects.get()
    task = GroupApprovalTask.objects.create(name="Relecture")
    task.groups.add(ensure_group("reseau:editor"))
    enter_group(reader, "reseau:editor")
    workflow = Workflow.objects.create(name="Approbation")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision()

    with translation.override("en"):
        workflow.start(page, make_user(language="en"))

    sent = OutboxMail.objects.get(kind="page_submitted")
    assert (sent.to, sent.sender) == (reader.email, network.name)
    assert "attend votre relecture" in sent.subject
    assert "agtail" not in f"{sent.subject}{sent.text}{sent.html}{sent.sender}"
