"""An editor's first day in a browser: five fields, then news with a picture, read at its hour."""

from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from collectifs.jobs.services import tick
from commons.accounts.models import User
from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from home.models import NewsIndexPage, NewsPage
from home.sections import found_collective
from tests.e2e.browsing import DESKTOP, visit
from tests.e2e.conftest import PageAt
from tests.e2e.test_editing import WATCHED, WIDTHS, open_panel, previewed
from tests.factories import make_network, make_user
from tests.pictures import drawn

pytestmark = pytest.mark.browser
PASSWORD = "un mot de passe sûr"
SENTENCE = "Douze fermes et cent foyers de la vallée."
TITLE, SUMMARY = "Les fraises arrivent", "Deux variétés dès vendredi."
FRONT, SHOWN = "La halle un vendredi soir", "Deux paniers de fraises"
NEWS = "/lise/actualites/"


@pytest.fixture
def lise(db: None) -> Collective:
    now = timezone.now()
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=now)


@pytest.fixture
def ida(lise: Collective) -> User:
    user = make_user("Ida", "Paul", password=PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    grant_role(collective=lise, user=user, role=Role.EDITOR, actor=None, now=timezone.now())
    return user


def photo(name: str, colour: str) -> FilePayload:
    return {
        "name": name,
        "mimeType": "image/jpeg",
        "buffer": drawn("JPEG", (1200, 800), colour=colour),
    }


def sign_in(page: Page, user: User) -> None:
    visit(page, reverse("account_login"))
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def fill_five(page: Page) -> None:
    page.goto("/gestion/c/lise/site/")
    page.locator("#id_sentence").fill(SENTENCE)
    page.locator("#id_picture").set_input_files(photo("halle.jpg", "#1b6b3a"))
    page.locator("#id_picture_text").fill(FRONT)
    page.locator("#id_where").fill("Sous la halle, le vendredi.")
    page.locator("#id_dues").fill("10 € par an")
    expect(page.locator("#id_contact_email")).to_be_disabled()
    with page.expect_navigation():
        page.get_by_role("button", name="Publier").click()


def write_news(page: Page) -> None:
    """With a picture of one's own, sent from the chooser, and what it shows."""
    below = NewsIndexPage.objects.get(url_path__endswith="/lise/actualites/")
    page.add_init_script(WATCHED)
    page.goto(reverse("wagtailadmin_pages:add", args=["home", "newspage", below.pk]))
    page.wait_for_selector("html[data-watched]", state="attached")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill(SUMMARY)
    page.locator("#id_picture-chooser [data-chooser-action-choose]").last.click()
    page.get_by_role("tab", name="Transférer").click()
    page.locator("#id_image-chooser-upload-file").set_input_files(photo("p1.jpg", "#b3261e"))
    page.locator("#id_image-chooser-upload-title").fill("Fraises")
    page.locator("#id_image-chooser-upload-description").fill(SHOWN)
    page.locator("[data-chooser-modal-creation-form] button[type=submit]").click()
    expect(page.locator("#id_picture-chooser img")).to_be_visible()


AS_WIDE = """(width) => [...document.querySelectorAll("[data-side-panel=preview] iframe")]
  .some((frame) => frame.contentWindow?.innerWidth === width)"""


def look_at_each_width(page: Page) -> None:
    open_panel(page, "preview")
    expect(previewed(page).get_by_alt_text(SHOWN)).to_be_attached()
    for size, width in WIDTHS.items():
        page.locator(f"label:has(input[name=preview-size][value={size}])").click()
        expect(previewed(page).locator("h1")).to_have_text(TITLE)
        # Each draft that is stored puts another frame in its place.
        page.wait_for_function(AS_WIDE, arg=width)


def schedule(page: Page, moment: datetime) -> None:
    open_panel(page, "status")
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    page.locator("#id_go_live_at").fill(timezone.localtime(moment).strftime("%d/%m/%Y %H:%M"))
    dialog = page.locator("#schedule-publishing-dialog")
    with page.expect_navigation():  # by the keyboard: the calendar may lie over the button
        dialog.locator("button[type=submit]").press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()
    with page.expect_navigation():
        page.locator("[name=action-publish]").click()
    expect(page.locator(".messages .success")).to_be_visible()


def test_an_editor_makes_the_site_and_strangers_read_the_news_at_its_hour(
    page_at: PageAt, ida: User
) -> None:
    editor, stranger = page_at(DESKTOP), page_at()
    sign_in(editor, ida)
    fill_five(editor)
    visit(editor, "/lise/")
    expect(editor.get_by_text(SENTENCE)).to_be_visible()
    expect(editor.get_by_alt_text(FRONT)).to_be_visible()

    tomorrow = timezone.now() + timedelta(days=1)
    write_news(editor)
    look_at_each_width(editor)
    schedule(editor, tomorrow)
    visit(stranger, NEWS)
    expect(stranger.get_by_text("Pas encore d’actualité.")).to_be_visible()

    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        tick(now=timezone.now())
        visit(stranger, NEWS)
        stranger.get_by_role("link", name=TITLE).click()
        expect(stranger.locator("h1")).to_have_text(TITLE)
        expect(stranger.get_by_text(SUMMARY)).to_be_visible()
        expect(stranger.get_by_alt_text(SHOWN)).to_be_visible()
    assert NewsPage.objects.get().owner == ida
