"""A guide's way from a collective's proposal to the network's publication, in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from commons.accounts.models import User
from commons.collectives.models import Collective, Role, RoleInNetwork
from commons.collectives.services import grant_network_role, grant_role
from home.models import GuidePage, GuideShelf
from home.sections import found_collective
from tests.e2e.browsing import DESKTOP, visit
from tests.e2e.conftest import PageAt
from tests.e2e.test_editing import WATCHED, autosaved, open_panel
from tests.factories import MONDAY, make_network, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def lise(db: None) -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


@pytest.fixture
def colette(lise: Collective) -> User:
    user = make_user("Colette", "Vidal")
    grant_role(collective=lise, user=user, role=Role.EDITOR, actor=None, now=MONDAY)
    return user


@pytest.fixture
def mathieu(lise: Collective) -> User:
    user, role = make_user("Mathieu", "Sorel"), RoleInNetwork.EDITOR
    grant_network_role(network=lise.network, user=user, role=role, actor=None, now=MONDAY)
    return user


def edit(page: Page, path: str) -> None:
    """Wagtail's editor looks for changes two seconds after it has come."""
    page.goto(path)
    page.wait_for_selector("html[data-watched]", state="attached")


def act(page: Page, name: str) -> None:
    """Of the bar below a form; what is not first there is behind its arrow."""
    button = page.locator("footer").get_by_role("button", name=name)
    if not button.is_visible():
        page.locator("footer .w-dropdown-button [data-w-dropdown-target=toggle]").click()
    button.click()


def write_text(page: Page, text: str) -> None:
    """The field that is sent follows what is typed a moment later."""
    content = page.locator("#panel-child-contenu-content-section")
    content.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Texte").click()
    content.locator("[contenteditable=true]").click()
    page.keyboard.type(text)
    expect(page.locator("[name=content-0-value]")).to_have_value(re.compile(text))


def propose(page: Page, shelf: GuideShelf) -> None:
    """The title last: without one nothing is stored, and so what is stored first is all of it."""
    edit(page, f"/gestion/pages/add/home/guidepage/{shelf.pk}/")
    page.locator("#id_introduction").fill("La tare, le bon geste, le poids réel.")
    page.locator("#id_theme").select_option(label="Tenir une distribution")
    write_text(page, "Posez la balance à plat.")
    page.locator("#id_title").fill("Peser au retrait")
    page.locator("#id_title").blur()
    expect(page.locator("#id_slug")).to_have_value("peser-au-retrait")
    page.wait_for_url("**/edit/")
    autosaved(page)
    act(page, "Proposer à la relecture")
    expect(page.locator(".messages")).to_contain_text("proposée à la relecture")


def send_back(page: Page, comment: str) -> None:
    page.goto("/gestion/")
    page.get_by_role("link", name="Peser au retrait").first.click()
    page.wait_for_selector("html[data-watched]", state="attached")
    act(page, "Demander des modifications")
    dialog = page.get_by_role("dialog").filter(has=page.locator("textarea[name=comment]"))
    dialog.locator("textarea[name=comment]").fill(comment)
    with page.expect_navigation():
        dialog.locator("form [type=submit]").click()


def read_what_was_said(page: Page, comment: str) -> None:
    open_panel(page, "status")
    page.locator("[data-a11y-dialog-show=workflow-status-dialog]").click()
    expect(page.get_by_text(comment)).to_be_visible()
    page.keyboard.press("Escape")


def change(page: Page, path: str, comment: str) -> None:
    edit(page, path)
    read_what_was_said(page, comment)
    page.locator("#id_introduction").fill("Quand tarer, le bon geste, le poids réel.")
    autosaved(page)
    act(page, "Proposer de nouveau à la relecture")
    expect(page.locator(".messages")).to_contain_text("proposée à la relecture")


def approve(page: Page, path: str) -> None:
    edit(page, path)
    act(page, "Approuver et publier")
    expect(page.locator(".messages")).to_contain_text("La page est publiée")


def test_a_guide_goes_from_proposal_to_publication(
    page_at: PageAt, lise: Collective, colette: User, mathieu: User
) -> None:
    author, reviewer = page_at(DESKTOP, user=colette), page_at(DESKTOP, user=mathieu)
    for each in (author, reviewer):
        each.add_init_script(WATCHED)

    propose(author, GuideShelf.objects.get())
    path = f"/gestion/pages/{GuidePage.objects.get().pk}/edit/"
    send_back(reviewer, "Dites quand tarer.")
    change(author, path, "Dites quand tarer.")
    approve(reviewer, path)

    reader = page_at(DESKTOP)
    visit(reader, "/fiches/")
    reader.get_by_role("link", name="Peser au retrait").click()
    expect(reader.locator("h1")).to_have_text("Peser au retrait")
    expect(reader.get_by_text("Quand tarer, le bon geste, le poids réel.")).to_be_visible()
    expect(reader.get_by_text("Posez la balance à plat.")).to_be_visible()
    reader.get_by_role("button", name="Oui").click()
    expect(reader.get_by_text("Merci, votre réponse est notée.")).to_be_visible()
