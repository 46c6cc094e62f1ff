"""The map that a tap puts in the place of the drawn one, its tiles from the server of the test."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from farms.services import create_farm
from tests.e2e.browsing import DESKTOP, PHONE, Theme, visit
from tests.e2e.conftest import PageAt
from tests.factories import MONDAY, make_collective, make_engagement
from tests.home.finding import opened

pytestmark = pytest.mark.browser


@pytest.fixture
def tiles(settings: Settings, server: LiveServer) -> None:
    settings.MAP_TILES = f"{server.url}/static/icon-192.png?{{z}}/{{x}}/{{y}}"
    settings.MAP_HOST = server.url
    settings.MAP_ATTRIBUTION = '© <a href="/mentions-legales/">Les icônes</a>'


def show_map(page: Page, path: str = "/") -> None:
    visit(page, path)
    assert page.evaluate("typeof L") == "undefined"
    page.get_by_role("button", name="Afficher la carte").click()
    expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "light"), (DESKTOP, "dark")])
@pytest.mark.usefixtures("db", "tiles")
def test_a_pin_opens_the_cards_of_its_place(page_at: PageAt, width: int, theme: Theme) -> None:
    opened("Vallée claire", latitude=46.87, longitude=4.57)
    opened("Plateau", latitude=46.87, longitude=4.57)
    opened("Lointain", latitude=47.2, longitude=4.9)
    page = page_at(width, theme)
    show_map(page)

    expect(page.locator(".pin")).to_have_count(2)
    page.locator(".pin[title*='Plateau']").focus()
    page.keyboard.press("Enter")

    card = page.locator(".leaflet-popup-content")
    expect(card.get_by_role("link")).to_have_text([re.compile("Plateau"), re.compile("Vallée")])
    expect(page.get_by_role("button", name="Agrandir")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    card.get_by_role("link").first.click()
    page.wait_for_url("**/collectif-*/**")


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESKTOP, "light")])
@pytest.mark.usefixtures("db", "tiles")
def test_a_pin_opens_the_card_of_a_farm(page_at: PageAt, width: int, theme: Theme) -> None:
    for number, name in enumerate(("Le Pré", "Le Rucher")):
        farm = create_farm(name=name, latitude=46.87 + number, longitude=4.57, now=MONDAY)
        make_engagement(farm, make_collective())
        farm.page.show_address = True
        farm.page.save_revision().publish()
    page = page_at(width, theme)
    show_map(page, "/fermes/")

    expect(page.locator(".pin")).to_have_count(2)
    page.locator(".pin[title*='Rucher']").focus()
    page.keyboard.press("Enter")

    card = page.locator(".leaflet-popup-content")
    expect(card.get_by_role("link")).to_have_text(re.compile("Le Rucher"))
    assert Axe().run(page).response["violations"] == []
    card.get_by_role("link").click()
    page.wait_for_url("**/fermes/le-rucher/")


@pytest.mark.usefixtures("db", "tiles")
def test_without_a_script_no_empty_map_is_announced(page_at: PageAt) -> None:
    farm = create_farm(name="Le Pré", latitude=46.87, longitude=4.57, now=MONDAY)
    make_engagement(farm, make_collective())
    farm.page.show_address = True
    farm.page.save_revision().publish()
    page = page_at(PHONE, "light")
    page.route("**/app*.js", lambda route: route.abort())
    page.goto("/fermes/")

    expect(page.get_by_role("heading", name="Carte")).to_be_hidden()
