"""Without JavaScript every button of a quantity is a form post, and nothing typed is lost."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request

from tests.e2e.browsing import visit
from tests.e2e.conftest import PageAt
from tests.e2e.stall import Box, Stall

pytestmark = pytest.mark.browser


@pytest.fixture
def page(page_at: PageAt, stall: Stall) -> Page:
    opened = page_at(javascript=False, user=stall.user)
    stall.fill(carrots=2)
    visit(opened, stall.shop)
    return opened


def posted(page: Page) -> list[dict[str, list[str]]]:
    """The forms that the page posts from now on."""
    found: list[dict[str, list[str]]] = []

    def keep(request: Request) -> None:
        if request.method == "POST":
            found.append(parse_qs(request.post_data or "", keep_blank_values=True))

    page.on("request", keep)
    return found


def test_adding_posts_the_whole_basket(page: Page, stall: Stall) -> None:
    sent = posted(page)

    with page.expect_navigation():
        Box(page, stall.leeks).add.click()

    assert sent[0]["plus"] == [str(stall.leeks.uid)]
    assert sent[0][f"q-{stall.carrots.uid}"] == ["2"]
    assert stall.held() == {"Carottes des sables": 2, "Poireaux": 500}


def test_removing_posts_the_whole_basket(page: Page, stall: Stall) -> None:
    sent = posted(page)

    with page.expect_navigation():
        Box(page, stall.carrots).minus.click()

    assert sent[0]["moins"] == [str(stall.carrots.uid)]
    assert f"q-{stall.eggs.uid}" in sent[0]
    assert stall.held() == {"Carottes des sables": 1}


def test_quantities_of_new_products_are_typed_at_once_and_kept_on_the_way_to_the_basket(
    page: Page, stall: Stall
) -> None:
    sent = posted(page)
    Box(page, stall.leeks).input.fill("1,5")
    Box(page, stall.eggs).input.fill("2")

    with page.expect_navigation():
        page.get_by_role("button", name="Garder ces quantités et voir mon panier").click()

    assert len(sent) == 1
    assert "/panier/" in page.url
    assert stall.held() == {"Carottes des sables": 2, "Poireaux": 1500, "Œufs plein air": 2}


def test_enter_in_a_quantity_presses_no_minus(page: Page, stall: Stall) -> None:
    sent, box = posted(page), Box(page, stall.carrots)
    box.input.fill("4")

    with page.expect_navigation():
        box.input.press("Enter")

    assert not {"moins", "plus"} & sent[0].keys()
    assert stall.held() == {"Carottes des sables": 4}


def test_a_decimal_quantity_is_taken_with_a_comma(page: Page, stall: Stall) -> None:
    with page.expect_navigation():
        Box(page, stall.leeks).add.click()
    Box(page, stall.leeks).input.fill("1,5")

    with page.expect_navigation():
        Box(page, stall.leeks).input.press("Enter")

    assert stall.held()["Poireaux"] == 1500


def test_a_refused_quantity_is_explained_where_it_was_typed(page: Page, stall: Stall) -> None:
    Box(page, stall.carrots).input.fill("abc")

    with page.expect_navigation():
        Box(page, stall.carrots).input.press("Enter")

    box = Box(page, stall.carrots)
    assert box.input.input_value() == "abc"
    assert page.locator(f"#err-{stall.carrots.uid}").is_visible()
    assert stall.held() == {"Carottes des sables": 2}


def test_the_search_is_a_plain_form(page: Page, stall: Stall) -> None:
    page.locator("#q").fill("OEUF")

    with page.expect_navigation():
        page.locator("#q").press("Enter")

    assert page.locator(".pcard .pname").all_inner_texts() == ["Œufs plein air"]
