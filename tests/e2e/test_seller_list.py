"""The farm's list in a browser: printed on one A4, ticked on the phone, marked when it changes."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from commons.accounts.models import User
from farms.models import Farm
from shop.order.models import Order
from shop.reporting import pages
from shop.reporting.models import ListPaper
from tests.e2e.browsing import PHONE, visit
from tests.factories import MONDAY, make_distribution, make_farm, make_farm_member
from tests.listed import a_days_list
from tests.ordering import managed

pytestmark = pytest.mark.browser

type PageAt = Callable[..., Page]
READY = "Préparé : Carottes des sables"


@pytest.fixture
def orders(db: None, request: pytest.FixtureRequest) -> Iterator[list[Order]]:
    """Twenty, or as many as the test asks for."""
    count = getattr(request, "param", 20)
    with time_machine.travel(MONDAY):
        yield a_days_list(make_distribution(), make_farm("Les Hirondelles"), orders=count)


@pytest.fixture
def jeanne(orders: list[Order]) -> User:
    return make_farm_member(Farm.objects.get())


def path_of(order: Order) -> str:
    return f"/producteur/{Farm.objects.get().slug}/{order.distribution.uid}/"


def shell(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("orders", [20, 60], indirect=True)
def test_a_list_prints_on_one_a4_without_navigation(
    page_at: PageAt, orders: list[Order], jeanne: User, tmp_path: Path
) -> None:
    page = page_at(user=jeanne)
    for path in ("/producteur/", path_of(orders[0])):
        visit(page, path)
        page.get_by_label(READY).check()
        page.emulate_media(media="print")

        made = str(tmp_path / "list.pdf")
        page.pdf(path=made, prefer_css_page_size=True)

        facts, words = shell("pdfinfo", made), shell("pdftotext", "-layout", made, "-")
        assert "Pages:           1\n" in facts
        assert "(A4)" in facts
        assert "Carottes des sables" in words
        for hidden in ("Bonjour", "Aujourd’hui", "Imprimer", "CSV", "Mes dates", "Accessibilité"):
            assert hidden not in words
        assert (
            page.get_by_label(READY).evaluate("box => getComputedStyle(box).appearance") == "none"
        )
        page.emulate_media(media="screen")


def nine_carrots(order: Order) -> None:
    """A manager changes the first product."""
    managed(order, {order.lines.get(title="Carottes des sables").listing: 9})


def test_a_tick_is_kept_until_the_quantity_changes(
    page_at: PageAt, orders: list[Order], jeanne: User
) -> None:
    page, path = page_at(PHONE, user=jeanne), path_of(orders[0])
    visit(page, path)
    page.get_by_label(READY).check()
    visit(page, path)
    kept = page.get_by_label(READY).is_checked()
    nine_carrots(orders[0])

    visit(page, path)

    assert (kept, page.get_by_label(READY).is_checked()) == (True, False)


def test_what_changed_since_it_was_printed_here_is_marked(
    page_at: PageAt, orders: list[Order], jeanne: User
) -> None:
    page, path = page_at(PHONE, user=jeanne), path_of(orders[0])
    visit(page, path)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    before = page.locator("tr", has_text="Carottes des sables").first.locator("td b").inner_text()
    nine_carrots(orders[0])
    managed(orders[1], {line.listing: 0 for line in orders[1].lines.all()})

    visit(page, path)

    row = page.locator("tr", has_text="Carottes des sables").first
    assert row.get_by_text("Modifié").is_visible()
    assert row.locator("[data-co-was]").inner_text() == before
    assert page.locator("[data-co-names]").inner_text() == "Nº\N{NO-BREAK SPACE}2"


def test_without_script_the_list_is_there_and_the_print_button_is_not(
    page_at: PageAt, orders: list[Order], jeanne: User
) -> None:
    page = page_at(PHONE, javascript=False, user=jeanne)

    visit(page, path_of(orders[0]))

    assert page.get_by_label(READY).is_visible()
    assert page.get_by_role("button", name="Imprimer").count() == 0


def test_a_page_of_a_long_list_is_held_against_all_that_was_printed(
    page_at: PageAt, orders: list[Order], jeanne: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands on another page is not gone, and a page alone is no print of the list."""
    monkeypatch.setattr(pages, "ORDERS_OF_A_PAGE", 15)
    page, path = page_at(PHONE, user=jeanne), path_of(orders[0])
    for printed in (path, f"{path}impression/"):
        visit(page, printed)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    managed(orders[16], {line.listing: 9 for line in orders[16].lines.all()})

    visit(page, f"{path}?page=2")

    marked = page.locator(".bycust tbody tr", has=page.get_by_text("Modifié").filter(visible=True))
    assert [row.locator("td").first.inner_text() for row in marked.all()] == ["17"]
    assert page.locator("[data-co-gone]").is_hidden()


def test_the_page_of_a_pdf_shows_by_itself_when_it_is_ready(
    page_at: PageAt, orders: list[Order], jeanne: User
) -> None:
    asked = ListPaper.objects.create(
        distribution=orders[0].distribution,
        seller=Farm.objects.get().seller,
        orders=20,
        asked_at=timezone.now(),
        seen_at=timezone.now(),
    )
    page = page_at(PHONE, user=jeanne)
    visit(page, f"{path_of(orders[0])}pdf/{asked.uid}/")
    assert page.get_by_role("progressbar", name="Commandes mises en page").is_visible()

    ListPaper.objects.update(state=ListPaper.State.READY, name="liste.pdf", content=b"%PDF")

    expect(page.get_by_role("link", name="Télécharger le PDF")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
