"""A producer writes the farm's page on a phone, in Wagtail's editor."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from commons.accounts.models import User
from farms.models import Farm, FarmMember
from farms.services import add_farm_member, create_farm
from tests.e2e.browsing import PHONE, visit
from tests.e2e.conftest import PageAt
from tests.e2e.test_editing import WATCHED, open_panel, previewed
from tests.factories import MONDAY, make_user
from tests.pictures import drawn

pytestmark = pytest.mark.browser
STORY = "Nous élevons des chèvres depuis 1987."
SHOWN = "Trois chèvres au pré"


@pytest.fixture
def farm(db: None) -> Farm:
    return create_farm(name="Pré Joli", phone="06 39 98 10 11", now=MONDAY)


@pytest.fixture
def jeanne(farm: Farm) -> User:
    user = make_user("Jeanne", "Perrachon")
    add_farm_member(farm=farm, user=user, role=FarmMember.Role.MANAGES, now=MONDAY)
    return user


def from_room_to_editor(page: Page) -> None:
    page.add_init_script(WATCHED)
    visit(page, "/producteur/")
    page.get_by_role("link", name="La page de la ferme").click()
    page.wait_for_selector("html[data-watched]", state="attached")


def tell_story(page: Page) -> None:
    page.locator("[data-contentpath=story] [contenteditable=true]").click()
    page.keyboard.type(STORY)


def add_picture(page: Page, file: Path) -> None:
    """Through the chooser: a file from the phone, with its title and what it shows."""
    panel = page.locator("[data-contentpath=picture]")
    panel.get_by_role("button", name="Choisir une image").first.click()
    chooser = page.locator(".modal-body")
    chooser.get_by_role("tab", name="Transférer").click()
    chooser.locator("input[type=file]").set_input_files(file)
    chooser.locator("[name$=title]").fill("Chèvres")
    chooser.locator("[name$=description]").fill(SHOWN)
    chooser.locator("form").last.get_by_text("Transférer").click()
    expect(panel.get_by_text("Chèvres")).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("a été publiée").first).to_be_visible()
    expect(page.get_by_role("link", name="Voir en ligne")).to_be_visible()
    expect(page.get_by_role("link", name="Retour à mon espace producteur")).to_be_visible()


def is_narrow(page: Page) -> bool:
    """Whether nothing stands beyond the edge of the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_producer_writes_previews_and_publishes_the_farms_page_on_a_phone(
    page_at: PageAt, farm: Farm, jeanne: User, tmp_path: Path
) -> None:
    file = tmp_path / "chevres.png"
    file.write_bytes(drawn("PNG", (640, 480)))
    page = page_at(PHONE, user=jeanne)
    from_room_to_editor(page)
    assert is_narrow(page)

    tell_story(page)
    add_picture(page, file)
    page.get_by_label("Montrer le numéro de téléphone").check()
    open_panel(page, "preview")
    expect(previewed(page).get_by_text(STORY)).to_be_visible()
    page.locator("[data-side-panel-toggle=preview]").click()
    publish(page)

    visit(page, f"/fermes/{farm.slug}/")
    expect(page.get_by_text(STORY)).to_be_visible()
    expect(page.get_by_alt_text(SHOWN)).to_be_visible()
    expect(page.get_by_role("link", name="06 39 98 10 11")).to_be_visible()
