"""A guide's way from a collective's proposal to the network's publication."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState

from commons.accounts.models import User
from commons.collectives.models import Collective, Role, RoleInNetwork
from commons.collectives.services import grant_network_role, grant_role
from commons.core.models import OutboxMail
from home.models import CollectivePage, GuidePage, GuideShelf, GuidesPage
from home.sections import ensure_sections, found_collective, lacking
from tests.factories import MONDAY, make_network, make_user
from tests.guides import add_guide, submit, typed
from tests.managing import first_of_bar
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def lise() -> Collective:
    network = make_network(contact_email="reseau@sillon.example")
    return found_collective(network=network, name="La Lise", slug="lise", now=MONDAY)


@pytest.fixture
def colette(lise: Collective) -> User:
    """Who writes for the collective."""
    user = make_user("Colette", "Vidal")
    grant_role(collective=lise, user=user, role=Role.EDITOR, actor=None, now=MONDAY)
    return user


@pytest.fixture
def mathieu(lise: Collective) -> User:
    """Who publishes for the network."""
    user = make_user("Mathieu", "Sorel")
    role = RoleInNetwork.EDITOR
    grant_network_role(network=lise.network, user=user, role=role, actor=None, now=MONDAY)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shelf_of(collective: Collective) -> GuideShelf:
    return GuideShelf.objects.get(collective=collective)


def propose(user: User, collective: Collective, title: str = "Peser", **fields: Any) -> Any:
    path = reverse("wagtailadmin_pages:add", args=["home", "guidepage", shelf_of(collective).pk])
    form = typed(title, text="Poser la balance.", **fields)
    return signed_in(user).post(path, form | {"action-submit": "1"}, follow=True)


def submit_again(user: User, guide: GuidePage, title: str) -> None:
    path = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    form = typed(title, text="Tarer d’abord.", slug=guide.slug)
    signed_in(user).post(path, form | {"action-submit": "1"})


def decide(user: User, action: str, comment: str = "") -> Any:
    state = TaskState.objects.filter(status="in_progress").latest("pk")
    guide = GuidePage.objects.get()
    path = reverse("wagtailadmin_pages:workflow_action", args=[guide.pk, action, state.pk])
    return signed_in(user).post(path, {"comment": comment}, follow=True)


def mails() -> list[tuple[str, str]]:
    rows = OutboxMail.objects.filter(kind__startswith="page_").order_by("pk")
    return [(mail.kind, mail.to) for mail in rows]


def test_a_guide_goes_from_proposal_to_publication(
    client: Client, lise: Collective, colette: User, mathieu: User
) -> None:
    propose(colette, lise)
    guide = GuidePage.objects.get()
    assert client.get("/fiches/peser/").status_code == 404
    decide(mathieu, "reject", "Dites quand tarer.")
    guide.refresh_from_db()
    assert not guide.live
    submit_again(colette, guide, "Peser et tarer")
    decide(mathieu, "approve")

    page = read(client.get("/fiches/peser/"))
    assert "Peser et tarer" in page
    assert "Tarer d’abord." in page
    assert 'href="/lise/"' in page
    assert mails() == [
        ("page_submitted", mathieu.email),
        ("page_sent_back", colette.email),
        ("page_submitted", mathieu.email),
        ("page_approved", colette.email),
    ]


def test_who_approves_is_told_what_waits_and_answers_its_author(
    lise: Collective, colette: User, mathieu: User
) -> None:
    propose(colette, lise)

    mail = OutboxMail.objects.get(kind="page_submitted")
    assert mail.subject == "« Peser » attend votre relecture"
    assert "Colette Vidal propose « Peser »" in mail.text
    assert f"/gestion/pages/{GuidePage.objects.get().pk}/edit/" in mail.text
    assert (mail.sender, mail.reply_to) == (lise.network.name, colette.email)


def test_the_author_reads_the_comment_and_answers_who_reviewed(
    lise: Collective, colette: User, mathieu: User
) -> None:
    propose(colette, lise)
    decide(mathieu, "reject", "Dites quand tarer.")

    mail = OutboxMail.objects.get(kind="page_sent_back")
    assert mail.subject == "« Peser » : des changements sont demandés"
    assert "Mathieu Sorel a relu « Peser »" in mail.text
    assert "Dites quand tarer." in mail.text
    assert mail.reply_to == mathieu.email


def test_a_mail_is_in_the_language_of_who_reads_it(
    lise: Collective, colette: User, mathieu: User
) -> None:
    User.objects.filter(pk=mathieu.pk).update(language="en")

    propose(colette, lise)

    mail = OutboxMail.objects.get(kind="page_submitted")
    assert mail.subject == "“Peser” awaits your review"


def test_an_author_may_submit_and_not_publish(lise: Collective, colette: User) -> None:
    path = reverse("wagtailadmin_pages:add", args=["home", "guidepage", shelf_of(lise).pk])
    client = signed_in(colette)

    offered = client.get(path).text
    client.post(path, typed("Peser") | {"action-publish": "1"})

    assert first_of_bar(offered) == "Proposer à la relecture"
    assert "action-publish" not in offered
    assert not GuidePage.objects.filter(live=True).exists()


def test_an_author_does_not_approve(lise: Collective, colette: User, mathieu: User) -> None:
    propose(colette, lise)

    decide(colette, "approve")

    assert not GuidePage.objects.get().live


@pytest.mark.parametrize("later", [5, 60])
def test_what_is_sent_while_the_first_draft_is_stored_is_one_guide(
    lise: Collective, colette: User, later: int
) -> None:
    """A minute later somebody writes another, whose address is taken."""
    path = reverse("wagtailadmin_pages:add", args=["home", "guidepage", shelf_of(lise).pk])
    stored = signed_in(colette).post(path, typed("Peser"), headers={"Accept": "application/json"})
    with time_machine.travel(MONDAY + timedelta(seconds=later), tick=False):
        told = read(propose(colette, lise))

    guide = GuidePage.objects.get()
    assert stored.json()["success"]
    assert bool(guide.current_workflow_state) is (later == 5)
    assert ("Une autre fiche a déjà cette adresse" in told) is (later == 60)
    said = str(guide.get_latest_revision_as_object().content)
    assert ("Poser la balance." in said) is (later == 5)


def test_who_approves_finds_it_first(lise: Collective, colette: User, mathieu: User) -> None:
    propose(colette, lise)
    path = reverse("wagtailadmin_pages:edit", args=[GuidePage.objects.get().pk])

    waiting = signed_in(mathieu).get(path).text
    decide(mathieu, "reject", "Dites quand tarer.")
    sent_back = signed_in(colette).get(path).text

    assert first_of_bar(waiting) == "Approuver et publier"
    assert first_of_bar(sent_back) == "Proposer de nouveau à la relecture"


def test_the_pencil_beside_a_shelf_leads_to_what_stands_on_it(
    lise: Collective, colette: User, mathieu: User
) -> None:
    shelf = shelf_of(lise)
    paths = [f"/gestion/pages/{page.pk}/edit/" for page in (shelf, shelf.get_parent())]

    for path in paths:
        answer = signed_in(colette).get(path)
        assert answer["Location"] == path.removesuffix("edit/")
    page = read(signed_in(colette).get(paths[0], follow=True))
    assert "enregistrement de site" not in page
    assert "autorisations" not in page


def test_a_guide_that_is_online_stays_as_it_was_until_its_change_is_approved(
    client: Client, lise: Collective, colette: User, mathieu: User
) -> None:
    guide = add_guide(shelf_of(lise), "Peser", text="À plat.")

    submit_again(colette, guide, "Peser mieux")
    before = read(client.get("/fiches/peser/"))
    decide(mathieu, "approve")

    assert "Peser mieux" not in before
    assert "Peser mieux" in read(client.get("/fiches/peser/"))


def test_colleagues_of_a_collective_go_on_with_a_draft(lise: Collective, colette: User) -> None:
    draft = add_guide(shelf_of(lise), "Peser", live=False, owner=make_user())

    page = signed_in(colette).get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))

    assert page.status_code == 200


SCREENS = (
    *("/gestion/pages/{shelf}/", "/gestion/pages/{draft}/edit/", "/gestion/pages/{draft}/history/"),
    *("/gestion/pages/{draft}/view_draft/", "/gestion/pages/search/?"),
    *("/gestion/reports/site-history/", "/gestion/reports/workflow/", "/gestion/"),
    *("/gestion/reports/workflow_tasks/", "/gestion/reports/locked/", "/gestion/api/main/pages/"),
    *("/gestion/choose-page/?page_type=home.GuidePage", "/gestion/choose-page/{shelf}/"),
    *("/gestion/choose-page/search/?page_type=home.GuidePage",),
    *("/gestion/api/main/pages/{draft}/", "/gestion/pages/{draft}/delete/"),
    *("/gestion/pages/{draft}/move/", "/gestion/pages/{draft}/copy/"),
    *("/gestion/pages/{draft}/workflow_history/", "/gestion/pages/usage/home/guidepage/"),
)


def test_a_draft_of_another_collective_is_seen_in_no_screen(
    lise: Collective, colette: User, mathieu: User
) -> None:
    other = found_collective(network=lise.network, name="Le Plateau", slug="plateau", now=MONDAY)
    leo = make_user("Léo", "Brun")
    grant_role(collective=other, user=leo, role=Role.MANAGER, actor=None, now=MONDAY)
    propose(leo, other, "Fiche secrète")
    values = {"draft": GuidePage.objects.get().pk, "shelf": shelf_of(other).pk}

    seen = {}
    for path in SCREENS:
        address = path.format(**values)
        for name, user in (("colette", colette), ("leo", leo)):
            page = read(signed_in(user).get(address, follow=True))
            seen[name, path] = "Fiche secrète" in page
    assert [path for (name, path), is_seen in seen.items() if name == "colette" and is_seen] == []
    assert sum(is_seen for (name, _path), is_seen in seen.items() if name == "leo") > 8


def test_a_draft_is_its_collectives_own_until_it_is_proposed(
    lise: Collective, colette: User, mathieu: User
) -> None:
    draft = add_guide(shelf_of(lise), "Fiche secrète", live=False, owner=make_user())
    values = {"draft": draft.pk, "shelf": shelf_of(lise).pk}
    paths = [path.format(**values) for path in SCREENS]

    def seen_by(user: User) -> list[str]:
        browser = signed_in(user)
        return [path for path in paths if "Fiche secrète" in read(browser.get(path, follow=True))]

    before = seen_by(mathieu)
    submit(draft, colette)

    assert before == []
    assert len(seen_by(colette)) > 8
    assert len(seen_by(mathieu)) > 8


def test_another_collectives_shelf_takes_nothing(lise: Collective, colette: User) -> None:
    other = found_collective(network=lise.network, name="Le Plateau", slug="plateau", now=MONDAY)

    propose(colette, other)

    assert not GuidePage.objects.exists()


def test_the_section_itself_is_the_networks(lise: Collective, colette: User, mathieu: User) -> None:
    path = reverse("wagtailadmin_pages:edit", args=[GuidesPage.objects.get().pk])

    assert signed_in(mathieu).get(path).status_code == 200
    assert signed_in(colette).get(path).status_code == 302
    own = reverse("wagtailadmin_pages:edit", args=[shelf_of(lise).pk])
    assert signed_in(colette).get(own).status_code == 302


def test_the_network_adds_a_category(lise: Collective, mathieu: User) -> None:
    section = GuidesPage.objects.get()
    page = read(signed_in(mathieu).get(f"/gestion/pages/{section.pk}/edit/"))

    assert "Catégories" in page
    assert "Argent et droit" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"theme": "inventée"}, "Cette catégorie n’existe plus : choisissez-en une autre."),
        ({"review_due_on": "2026-11-01"}, "Choisissez un jour après la dernière relecture"),
        ({"introduction": ""}, "Champ requis."),
        ({"go_live_at": "2026-11-01 10:00"}, "Cette heure est passée"),
        ({"title": "a" * 300}, "255 caractères"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    lise: Collective, colette: User, fields: dict[str, str], said: str
) -> None:
    page = read(propose(colette, lise, **fields))

    assert said in page
    assert "Poser la balance." in page
    assert not GuidePage.objects.exists()


def test_the_address_of_another_guide_is_refused(lise: Collective, colette: User) -> None:
    other = found_collective(network=lise.network, name="Le Plateau", slug="plateau", now=MONDAY)
    add_guide(shelf_of(other), "Peser")

    page = read(propose(colette, lise, slug="peser"))

    assert "Une autre fiche a déjà cette adresse" in page
    assert GuidePage.objects.count() == 1


def test_what_lacks_of_guides_is_told_and_made(lise: Collective) -> None:
    Page.objects.filter(pk=shelf_of(lise).pk).delete()
    GuidesPage.objects.get().workflowpage.delete()

    assert {"guides:lise", "review:fiches"} <= set(lacking())
    ensure_sections()

    assert lacking() == []
    assert shelf_of(lise).files == CollectivePage.objects.get(collective=lise).files
