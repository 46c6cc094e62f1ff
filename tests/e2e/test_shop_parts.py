"""A large shop grows as one reads; without script each part is a page."""

import pytest
from playwright.sync_api import Page, expect

from distributions.models import Distribution
from shop.basket.models import Line
from shop.listings.models import Listing
from tests.e2e.browsing import DESKTOP, PHONE, ready, visit
from tests.e2e.conftest import PageAt
from tests.e2e.stall import Box, open_distribution
from tests.e2e.test_axe import SMALLEST, scrolls, violations
from tests.e2e.test_weights import MOST_SHIFT, WATCH_SHIFTS, path_of, shift
from tests.factories import make_member
from tests.ordering import fill, user_of
from tests.stocked import stock

pytestmark = pytest.mark.browser

AISLES = {"legumes": 60, "fruits": 110, "pains": 40}
TOP = "(element) => element.getBoundingClientRect().top"
CENT_2_70, CENT_5_40 = "2,70\N{NO-BREAK SPACE}€", "5,40\N{NO-BREAK SPACE}€"


@pytest.fixture
def large(db: None) -> Distribution:
    chosen = open_distribution()
    stock(chosen, **AISLES)
    return chosen


NOTHING_NEAR = """() => [...document.querySelectorAll("[data-co-more]")]
  .every((more) => more.getBoundingClientRect().top > innerHeight + 1100)"""


def scroll_down(page: Page) -> None:
    """As with a wheel, to the end of all that comes."""
    page.mouse.move(300, 500)
    page.wait_for_function(NOTHING_NEAR)
    while page.evaluate("scrollY + innerHeight < document.documentElement.scrollHeight - 1"):
        before = page.evaluate("scrollY")
        page.mouse.wheel(0, 700)
        page.wait_for_function("(before) => scrollY > before", arg=before)
        page.wait_for_function(NOTHING_NEAR)


def titles(page: Page) -> list[str]:
    return page.locator(".pcard:visible .pname").all_inner_texts()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_reading_on_shows_everything_once_and_in_order(
    page_at: PageAt, large: Distribution, width: int
) -> None:
    page = page_at(width)
    page.add_init_script(WATCH_SHIFTS)
    visit(page, path_of(large))
    assert page.locator(".pcard").count() < sum(AISLES.values())

    scroll_down(page)

    expect(page.locator("[data-co-more]")).to_have_count(0)
    assert titles(page) == [
        f"{slug.capitalize()} {n:03}" for slug, number in AISLES.items() for n in range(number)
    ]
    assert shift(page) <= MOST_SHIFT


def test_what_was_added_can_be_ordered_and_the_totals_stay_whole(
    page_at: PageAt, large: Distribution
) -> None:
    first, last = Listing.objects.earliest("pk"), Listing.objects.latest("pk")
    household = make_member(large.collective)
    fill({last: 1}, household, now=large.opens_at)
    page = page_at(DESKTOP, user=user_of(household))
    visit(page, path_of(large))
    total = page.locator(".basket [data-co-text=total]")
    expect(total).to_have_text(CENT_2_70)

    scroll_down(page)
    assert Box(page, last).input.input_value() == "1"
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        Box(page, last).plus.click()

    expect(total).to_have_text(CENT_5_40)
    assert list(Line.objects.values_list("listing", "quantity")) == [(last.pk, 2)]
    assert Box(page, first).input.input_value() == "0"


def test_the_link_to_an_aisle_arrives_there(page_at: PageAt, large: Distribution) -> None:
    page = page_at(PHONE)
    visit(page, path_of(large))

    page.locator(".rail").get_by_role("link", name="Pains").click()

    expect(page.get_by_text("Pains 039", exact=True)).to_be_attached()
    page.wait_for_load_state("networkidle")
    heading = page.locator("#pains")
    expect(heading).to_be_in_viewport()
    assert heading.evaluate(TOP) < 300


def test_the_search_finds_what_is_not_shown(page_at: PageAt, large: Distribution) -> None:
    page = page_at(DESKTOP)
    visit(page, path_of(large))

    page.locator("#q").press_sequentially("pain 039")
    expect(page.locator(".pcard")).to_have_count(1)

    assert titles(page) == ["Pains 039"]
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("[data-co-live]")).to_have_text("1 produit")
    page.reload()
    ready(page)
    assert titles(page) == ["Pains 039"]
    page.locator("#q").fill("")
    expect(page.locator(".pcard")).not_to_have_count(1)


def test_a_search_keeps_what_was_just_chosen(page_at: PageAt, large: Distribution) -> None:
    first = Listing.objects.earliest("pk")
    page = page_at(DESKTOP, user=user_of(make_member(large.collective)))
    visit(page, path_of(large))
    Box(page, first).add.click()

    page.locator("#q").fill("legumes 000")
    expect(page.locator(".pcard")).to_have_count(1)

    assert Box(page, first).input.input_value() == "1"
    expect(page.locator(".basket [data-co-text=total]")).to_have_text(CENT_2_70)


def test_a_filter_is_asked_of_the_whole_shop(page_at: PageAt, large: Distribution) -> None:
    stock(large, **{"miel": 3})
    page = page_at(DESKTOP)
    visit(page, path_of(large))

    page.locator(".side label", has_text="3").last.locator("input").check()

    expect(page.locator(".pcard")).to_have_count(3)
    assert titles(page) == ["Miel 000", "Miel 001", "Miel 002"]


def test_back_from_a_product_one_is_where_one_was(page_at: PageAt, large: Distribution) -> None:
    page = page_at(PHONE)
    visit(page, path_of(large))
    scroll_down(page)
    card = page.locator(".pcard", has_text="Fruits 100")
    card.scroll_into_view_if_needed()
    before = card.evaluate(TOP)
    card.get_by_role("link").click()
    page.wait_for_url("**/produits/**")

    page.go_back()
    page.wait_for_url(f"**{path_of(large)}")
    ready(page)

    expect(card).to_be_in_viewport()
    assert abs(card.evaluate(TOP) - before) < 30


def test_the_focus_goes_on_with_the_first_product_added(
    page_at: PageAt, large: Distribution
) -> None:
    page = page_at(DESKTOP)
    visit(page, path_of(large))
    link = page.locator("[data-co-more] a").last

    link.focus()

    expect(page.locator(".pcard :focus")).to_have_count(1)


def test_without_network_the_link_stays(page_at: PageAt, large: Distribution) -> None:
    page = page_at(PHONE)
    visit(page, path_of(large))
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)

    page.locator("[data-co-more]").last.scroll_into_view_if_needed()

    expect(page.locator("[data-co-more] a").last).to_be_visible()
    page.context.set_offline(False)
    page.locator("[data-co-more] a").last.click()
    page.wait_for_url("**rayon=**")
    assert titles(page)


def test_without_script_a_part_is_a_page_that_orders(page_at: PageAt, large: Distribution) -> None:
    last, household = Listing.objects.latest("pk"), make_member(large.collective)
    page = page_at(PHONE, javascript=False, user=user_of(household))
    visit(page, path_of(large))
    page.get_by_role("link", name="Pains").last.click()
    page.wait_for_url("**rayon=pains**")

    with page.expect_navigation():
        Box(page, last).add.click()

    assert page.url.endswith(f"?rayon=pains&page=1#p-{last.uid}")
    assert Box(page, last).input.input_value() == "1"


@pytest.mark.parametrize("asked", ["", "?rayon=fruits"])
def test_a_large_shop_can_be_used_by_everybody(
    page_at: PageAt, large: Distribution, asked: str
) -> None:
    page = page_at(PHONE)
    visit(page, f"{path_of(large)}{asked}")

    problems = scrolls(page, SMALLEST) + scrolls(page, PHONE, 200) + scrolls(page, DESKTOP, 200)
    page.evaluate("document.documentElement.style.fontSize = ''")
    problems += violations(page)

    assert not problems, "\n".join(problems)
