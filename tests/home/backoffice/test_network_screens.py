"""Wagtail's screens that know nothing of collectives are the network administrator's."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupApprovalTask, Task, Workflow

from commons.accounts.models import User
from commons.collectives.groups import ensure_group
from commons.collectives.models import RoleInNetwork
from commons.collectives.services import grant_network_role, revoke_network_role
from tests.factories import MONDAY, make_collective, make_network, make_user
from tests.managing import manager_of

pytestmark = pytest.mark.django_db
BACK_HOME = "/gestion/"
CHOOSER = "/gestion/workflows/task_chooser/"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member_of_network(role: RoleInNetwork) -> User:
    user = make_user()
    grant_network_role(network=make_network(), user=user, role=role, actor=None, now=MONDAY)
    return user


@pytest.fixture
def administrator() -> Client:
    return browser(member_of_network(RoleInNetwork.ADMINISTRATOR))


def kept_out(client: Client, path: str) -> bool:
    """Whether Wagtail sends back to its home page."""
    answer = client.get(path)
    return (answer.status_code, answer.headers.get("Location")) == (302, BACK_HOME)


@pytest.mark.parametrize(
    "screen", ["users/", "collections/", "workflows/list/", "workflows/tasks/index/", "redirects/"]
)
def test_the_menu_leads_the_administrator_to_each_screen(
    administrator: Client, screen: str
) -> None:
    assert f"/gestion/{screen}" in administrator.get("/gestion/").content.decode()
    assert administrator.get(f"/gestion/{screen}").status_code == 200


def test_people_are_seen_with_their_addresses_and_not_changed(administrator: Client) -> None:
    camille = make_user("camille")

    page = administrator.get("/gestion/users/").content.decode()

    assert camille.email in page
    assert f"/gestion/users/edit/{camille.pk}/" not in page
    assert kept_out(administrator, f"/gestion/users/edit/{camille.pk}/")
    assert kept_out(administrator, f"/gestion/users/delete/{camille.pk}/")
    assert kept_out(administrator, "/gestion/users/new/")


@pytest.mark.parametrize("action", ["assign_role", "set_active_state", "delete"])
def test_people_are_not_changed_together_either(administrator: Client, action: str) -> None:
    camille = make_user("camille")
    path = f"/gestion/bulk/accounts/user/{action}/?id={camille.pk}"

    answer = administrator.post(path, {"mark_as_active": "False"})

    camille.refresh_from_db()
    assert answer.status_code == 404
    assert camille.is_active


def test_groups_follow_roles_and_nobody_edits_them(administrator: Client) -> None:
    assert kept_out(administrator, "/gestion/groups/")
    assert "/gestion/groups/" not in administrator.get("/gestion/").content.decode()


def test_a_collection_is_made(administrator: Client) -> None:
    root = Collection.get_first_root_node()

    administrator.post("/gestion/collections/add/", {"name": "Affiches", "parent": root.pk})

    assert Collection.objects.filter(depth=2, name="Affiches").exists()


def test_a_workflow_and_its_task_are_made(administrator: Client) -> None:
    editors = ensure_group("reseau:editor")
    task = {"name": "Relecture", "groups": [editors.pk]}
    administrator.post("/gestion/workflows/tasks/add/wagtailcore/groupapprovaltask/", task)
    made = Task.objects.get(name="Relecture")
    forms = {
        f"{prefix}-{key}": value
        for prefix, total in (("workflow_tasks", 1), ("pages", 0))
        for key, value in (("TOTAL_FORMS", total), ("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0))
    }
    first = {"workflow_tasks-0-task": made.pk, "workflow_tasks-0-ORDER": 1}

    administrator.post("/gestion/workflows/add/", {"name": "Fiches", "active": "1"} | forms | first)

    assert isinstance(made.specific, GroupApprovalTask)
    assert [each.name for each in Workflow.objects.get(name="Fiches").tasks] == ["Relecture"]


def test_a_redirect_is_made(administrator: Client) -> None:
    typed = {"old_path": "/ancienne/", "redirect_link": "https://sillon.example/charte/"}

    administrator.post("/gestion/redirects/add/", typed)

    assert Redirect.objects.get().old_path == "/ancienne"


def test_the_tasks_of_workflows_are_chosen_by_the_administrator_alone(
    administrator: Client,
) -> None:
    others = [
        manager_of(make_collective()),
        browser(member_of_network(RoleInNetwork.EDITOR)),
    ]
    task = Task.objects.create(name="Relecture", active=True)

    for path in (CHOOSER, f"{CHOOSER}results/", f"{CHOOSER}create/", f"{CHOOSER}{task.pk}/"):
        assert administrator.get(path).status_code == 200, path
        assert [kept_out(each, path) for each in others] == [True, True], path


def test_a_role_that_is_taken_back_closes_the_screens() -> None:
    user = member_of_network(RoleInNetwork.ADMINISTRATOR)

    revoke_network_role(
        network=make_network(),
        user=user,
        role=RoleInNetwork.ADMINISTRATOR,
        actor=None,
        now=MONDAY,
    )

    assert browser(user).get("/gestion/users/").status_code == 302
