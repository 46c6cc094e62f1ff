"""Wagtail's editor of pages in a browser: what it frames, keeps and says is not blocked by us."""

import pytest
from django.conf import settings
from playwright.sync_api import ConsoleMessage, FrameLocator, Page, expect
from wagtail.rich_text import RichText

from commons.accounts.models import User
from home.models import CollectivePage
from tests.e2e.browsing import DESKTOP
from tests.e2e.conftest import PageAt
from tests.editing import edit_path, make_editor, make_page

pytestmark = pytest.mark.browser
NEXT_PING = 15_000  # ms; Wagtail asks every ten seconds
WIDTHS = {"mobile": 375, "tablet": 768, "desktop": 1280}


# Wagtail ends its session as a page goes, when the server of a test has nobody behind it any more.
WATCHED = """
  navigator.sendBeacon = () => true;
  document.addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.dataset.watched = "";
  });
"""


@pytest.fixture
def site(db: None) -> CollectivePage:
    return make_page()


@pytest.fixture
def ida(site: CollectivePage) -> User:
    return make_editor(site, first_name="Ida", last_name="Paul")


def open_editor(page: Page, site: CollectivePage) -> None:
    """Wagtail's editor looks for changes two seconds after it has come."""
    page.add_init_script(WATCHED)
    page.goto(edit_path(site))
    page.wait_for_selector("html[data-watched]", state="attached")


def blocked(page: Page) -> list[str]:
    """What a browser says of our policy, as it comes."""
    said: list[str] = []

    def keep(message: ConsoleMessage) -> None:
        if "Security Policy" in message.text or "X-Frame-Options" in message.text:
            said.append(message.text)

    page.on("console", keep)
    return said


def open_panel(page: Page, name: str) -> None:
    toggle = page.locator(f"[data-side-panel-toggle={name}]")
    toggle.click()
    expect(page.locator(f"[data-side-panel={name}]")).to_be_visible()


def previewed(page: Page) -> FrameLocator:
    return page.frame_locator("#w-preview-iframe")


def test_the_panel_shows_the_page_at_three_widths(
    page_at: PageAt, ida: User, site: CollectivePage
) -> None:
    page = page_at(DESKTOP, user=ida)
    said = blocked(page)
    open_editor(page, site)
    open_panel(page, "preview")

    page.locator("#id_introduction").fill("Depuis 2012, au lavoir.")
    page.locator("#id_introduction").press("Tab")  # Wagtail hears of it at the latest then

    expect(previewed(page).get_by_text("Depuis 2012, au lavoir.")).to_be_visible()
    for size, width in WIDTHS.items():
        page.locator(f"label:has(input[name=preview-size][value={size}])").click()
        expect(previewed(page).locator("h1")).to_have_text("Vallée claire")
        assert previewed(page).locator("html").evaluate("() => innerWidth") == width
    assert said == []


def test_the_checks_of_the_page_are_shown_in_french(
    page_at: PageAt, ida: User, site: CollectivePage
) -> None:
    site.content = [("text", RichText("<h2></h2><p>Une rangée de carottes.</p>"))]
    site.save_revision()
    page = page_at(DESKTOP, user=ida)
    said = blocked(page)
    open_editor(page, site)

    open_panel(page, "checks")

    found = page.locator("[data-checks-panel] [data-content-checker-name]")
    expect(found).to_have_text(["Titre vide trouvé"])
    assert said == []


def autosaved(page: Page) -> None:
    indicator = page.locator("#w-autosave-indicator")
    expect(indicator).to_have_attribute("data-w-autosave-state-value", "saved")


def draft_of(site: CollectivePage) -> CollectivePage:
    draft: CollectivePage = CollectivePage.objects.get(pk=site.pk).get_latest_revision_as_object()
    return draft


def test_what_is_typed_is_stored_as_a_draft_by_itself(
    page_at: PageAt, ida: User, site: CollectivePage
) -> None:
    page = page_at(DESKTOP, user=ida)
    said = blocked(page)
    open_editor(page, site)

    page.locator("#id_introduction").fill("Depuis 2012, au lavoir.")
    page.locator("#id_introduction").press("Tab")  # Wagtail hears of it at the latest then
    autosaved(page)

    assert draft_of(site).introduction == "Depuis 2012, au lavoir."
    site.refresh_from_db()
    assert site.introduction == ""
    assert said == []


def test_the_last_word_is_sent_however_fast_one_publishes(
    page_at: PageAt, ida: User, site: CollectivePage
) -> None:
    site.content = [("text", RichText("<p>Avant</p>"))]
    site.save_revision().publish()
    page = page_at(DESKTOP, user=ida)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    open_editor(page, site)

    page.locator("[data-contentpath=content] [contenteditable=true]").click()
    page.keyboard.press("End")
    page.keyboard.type(" et après")
    page.locator("footer [name=action-publish]").click()
    expect(page.locator(".messages .success")).to_contain_text("a été publiée")

    site.refresh_from_db()
    assert "Avant et après" in str(site.content)
    assert not [text for text in said if "selector is empty" in text]


def test_the_key_enter_in_a_field_publishes_nothing(
    page_at: PageAt, ida: User, site: CollectivePage
) -> None:
    page = page_at(DESKTOP, user=ida)
    open_editor(page, site)

    page.locator("#id_introduction").fill("Depuis 2012, au lavoir.")
    page.locator("#id_introduction").press("Enter")
    expect(page.locator(".messages .success")).to_contain_text("a été mise à jour")

    assert draft_of(site).introduction == "Depuis 2012, au lavoir."
    site.refresh_from_db()
    assert site.introduction == ""


def test_two_editors_are_told_who_and_nothing_is_lost(
    page_at: PageAt, ida: User, site: CollectivePage
) -> None:
    leo = make_editor(site, first_name="Léo", last_name="Brun")
    first, second = page_at(DESKTOP, user=ida), page_at(DESKTOP, user=leo)
    open_editor(first, site)
    open_editor(second, site)
    second.locator(".w-editing-sessions__session").hover()
    expect(second.get_by_text("Ida Paul")).to_be_visible()
    second.mouse.move(0, 0)  # else the list stays as it is

    first.locator("#id_introduction").fill("D’Ida.")
    autosaved(first)
    second.locator("#id_introduction").fill("De Léo.")

    expect(second.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", "paused"
    )
    saved = second.get_by_role("button", name="Ida Paul a enregistré une nouvelle version")
    expect(saved).to_be_visible(timeout=NEXT_PING)
    assert draft_of(site).introduction == "D’Ida."
    expect(second.locator("#id_introduction")).to_have_value("De Léo.")


def test_a_session_that_ended_in_mid_typing_gives_back_what_was_typed(
    page_at: PageAt, ida: User, site: CollectivePage
) -> None:
    page = page_at(DESKTOP, user=ida)
    open_editor(page, site)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("#id_introduction").fill("Depuis 2012, au lavoir.")
    page.locator("#id_introduction").press("Tab")  # Wagtail hears of it at the latest then
    expect(page.get_by_text("Votre session a pris fin").first).to_be_attached()

    page.locator("footer .w-dropdown-button [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.locator("#id_login").fill(ida.email)
    page.locator("#id_password").fill("un mot de passe sûr")
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("button", name="Reprendre mon texte").click()

    expect(page.locator("#id_introduction")).to_have_value("Depuis 2012, au lavoir.")
    assert draft_of(site).introduction == "Depuis 2012, au lavoir."
