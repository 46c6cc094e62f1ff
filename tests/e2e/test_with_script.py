"""With JavaScript a quantity is instant, told aloud, and kept by the server."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import DESKTOP, visit
from tests.e2e.conftest import PageAt
from tests.e2e.stall import Box, Stall

pytestmark = pytest.mark.browser


@pytest.fixture
def page(page_at: PageAt, stall: Stall) -> Page:
    opened = page_at(DESKTOP, user=stall.user)
    visit(opened, stall.shop)
    return opened


def test_adding_moves_the_focus_to_plus_and_back(page: Page, stall: Stall) -> None:
    box = Box(page, stall.carrots)

    box.add.press("Enter")
    expect(box.plus).to_be_focused()
    box.minus.press("Enter")

    expect(box.add).to_be_focused()


def test_a_field_that_is_emptied_leaves_the_focus_where_one_adds(page: Page, stall: Stall) -> None:
    box = Box(page, stall.carrots)
    box.add.click()

    box.input.fill("")
    box.input.press("Tab")

    expect(box.add).to_be_focused()


def test_adding_updates_both_totals_and_the_live_region(page: Page, stall: Stall) -> None:
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        Box(page, stall.carrots).add.click()

    totals = page.locator("[data-co-text=total]")
    expect(totals).to_have_text(["2,70\N{NO-BREAK SPACE}€"] * 2)
    expect(page.locator("[data-co-live]")).to_contain_text("Carottes des sables")
    expect(page.locator("[data-co-live]")).to_contain_text("2,70")
    expect(page.locator("[data-co-lines]")).to_contain_text("Carottes des sables")
    assert stall.held() == {"Carottes des sables": 1}


def test_quick_taps_are_one_post_with_the_last_quantity(page: Page, stall: Stall) -> None:
    posts: list[str] = []
    page.on("request", lambda each: posts.append(each.url) if each.method == "POST" else None)
    box = Box(page, stall.carrots)

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        box.add.click()
        box.plus.dblclick()

    assert len(posts) == 1
    assert stall.held() == {"Carottes des sables": 3}


def test_stock_is_a_ceiling(page: Page, stall: Stall) -> None:
    box = Box(page, stall.eggs)
    box.add.click()

    box.plus.click()
    box.plus.click()

    assert box.input.input_value() == "3"
    expect(box.plus).to_be_disabled()


@pytest.mark.parametrize("typed", ["2 kg", "2kg", "2000 g"])
def test_a_quantity_with_its_unit_counts(page: Page, stall: Stall, typed: str) -> None:
    box = Box(page, stall.leeks)
    box.add.click()

    with page.expect_response(lambda answer: "q-" in (answer.request.post_data or "")):
        box.input.fill(typed)
        box.input.press("Enter")

    expect(box.input).to_have_value("2")
    expect(page.locator("[data-co-live]")).to_contain_text("6,40")
    expect(page.locator("[data-co-text=total]").first).to_have_text("6,40\N{NO-BREAK SPACE}€")


@pytest.mark.parametrize("typed", ["", "0"])
def test_a_cleared_quantity_says_that_the_basket_is_empty(
    page: Page, stall: Stall, typed: str
) -> None:
    box = Box(page, stall.carrots)
    box.add.click()

    with page.expect_response(lambda answer: "=0" in (answer.request.post_data or "")):
        box.input.fill(typed)
        box.input.press("Tab")

    live = page.locator("[data-co-live]")
    expect(live).to_have_text("Carottes des sables\N{NO-BREAK SPACE}: 0. Plus rien dans le panier.")


def test_what_is_no_quantity_changes_no_total(page: Page, stall: Stall) -> None:
    box = Box(page, stall.carrots)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        box.add.click()

    with page.expect_response(lambda answer: "q-" in (answer.request.post_data or "")):
        box.input.fill("deux")
        box.input.press("Tab")

    expect(page.locator(f"#err-{stall.carrots.uid}")).to_be_visible()
    expect(page.locator("[data-co-text=total]").first).to_have_text("2,70\N{NO-BREAK SPACE}€")
    assert "0,00" not in (page.locator("[data-co-live]").text_content() or "")


def test_the_products_can_be_skipped(page: Page) -> None:
    skip = page.get_by_role("link", name="Passer les produits")
    skip.focus()
    expect(skip).to_be_in_viewport()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Voir mon panier")).to_be_focused()


def test_more_than_there_is_is_lowered_with_a_sentence(page: Page, stall: Stall) -> None:
    box = Box(page, stall.eggs)
    box.add.click()

    with page.expect_response(lambda answer: "q-" in (answer.request.post_data or "")):
        box.input.fill("9")
        box.input.press("Enter")

    expect(page.locator(f"#err-{stall.eggs.uid}")).to_contain_text("3")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("CAROTE", ["Carottes des sables"]),
        ("oeuf", ["Œufs plein air"]),
        ("legumes", ["Carottes des sables", "Poireaux"]),
        ("hirondelle", ["Carottes des sables", "Poireaux", "Œufs plein air"]),
        ("tracteur", []),
    ],
)
def test_the_search_ignores_accents_and_finds_by_aisle_and_farm(
    page: Page, typed: str, found: list[str]
) -> None:
    page.locator("#q").fill(typed)

    expect(page.locator(".pcard:visible")).to_have_count(len(found))
    assert sorted(page.locator(".pcard:visible .pname").all_inner_texts()) == sorted(found)
    assert page.locator("[data-co-none]").is_visible() is (not found)


def test_an_aisle_counts_what_the_search_left_of_it(page: Page) -> None:
    page.locator("#q").fill("carote")

    expect(page.locator(".cathead:visible .n")).to_have_text(["1 produit"])


def test_filters_and_search_say_that_they_are_on_and_stay(page: Page, stall: Stall) -> None:
    page.locator("#q").fill("carrote")
    page.locator(".side input[name=ferme]").first.check()

    told = page.locator("[data-co-asked]")
    expect(told).to_contain_text("1 produit")
    expect(told).to_contain_text("1 filtre actif")
    expect(page).to_have_url(re.compile(r"\?ferme=[\w-]+&q=carrote$"))
    page.reload()
    expect(told).to_contain_text("1 filtre actif")
    page.locator(".pcard:visible .pname a").click()
    page.wait_for_url("**/produits/**")
    page.go_back()
    expect(page.locator("#q")).to_have_value("carrote")
    expect(page.locator(".side input[name=ferme]").first).to_be_checked()
    expect(page.locator(".pcard:visible .pname")).to_have_text(["Carottes des sables"])
    told.get_by_role("link", name="Tout afficher").click()
    expect(told).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{stall.shop}$"))


def test_without_network_a_change_waits_and_is_kept(page: Page, stall: Stall) -> None:
    box, away = Box(page, stall.carrots), page.locator("[data-co-offline]")
    page.context.set_offline(True)
    box.add.click()
    expect(away).to_be_visible()

    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.context.set_offline(False)

    expect(away).to_be_hidden()
    visit(page, stall.shop)
    assert box.input.input_value() == "1"
