"""The shop of 100 products within the budget of the design: bytes, elements, steadiness."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from distributions.models import Distribution
from shop.listings.models import Listing
from tests.e2e.browsing import DESKTOP, PHONE, visit
from tests.e2e.conftest import PageAt
from tests.e2e.stall import Box, open_distribution
from tests.factories import make_aisle, make_farm, make_listing, make_product

pytestmark = pytest.mark.browser

PRODUCTS, FARMS, AISLES = 100, 18, 12
MOST_BYTES, MOST_SCRIPT, MOST_ELEMENTS, MOST_SHIFT = 60_000, 10_000, 3_500, 0.01
# Shifts after a tap count too: the browser itself would forgive them.
WATCH_SHIFTS = """
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def hundred(db: None) -> Distribution:
    chosen = open_distribution()
    farms = [make_farm() for _ in range(FARMS)]
    aisles = [make_aisle(f"Rayon {n}", f"rayon-{n}") for n in range(AISLES)]
    for n in range(PRODUCTS):
        product = make_product(
            f"Produit de saison {n}", farm=farms[n % FARMS], aisle=aisles[n % AISLES]
        )
        make_listing(product, chosen)
    return chosen


def path_of(distribution: Distribution) -> str:
    return f"/{distribution.collective.slug}/boutique/{distribution.slug}/"


def shift(page: Page) -> float:
    page.evaluate(DRAWN)
    return float(page.evaluate("globalThis.shifted"))


def test_the_shop_weighs_little(page_at: PageAt, hundred: Distribution) -> None:
    page = page_at(DESKTOP)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    visit(page, path_of(hundred))

    expect(page.locator(".pcard")).to_have_count(PRODUCTS)
    weights = {"document": 0, "stylesheet": 0, "script": 0}
    for answer in answers:
        if answer.request.resource_type in weights:
            weights[answer.request.resource_type] += len(gzip.compress(answer.body()))
    assert weights["script"] <= MOST_SCRIPT
    assert sum(weights.values()) <= MOST_BYTES
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_ELEMENTS


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_nothing_moves_while_loading_nor_when_adding(
    page_at: PageAt, hundred: Distribution, width: int
) -> None:
    page = page_at(width)
    page.add_init_script(WATCH_SHIFTS)

    visit(page, path_of(hundred))
    loading = shift(page)
    box = Box(page, Listing.objects.earliest("pk"))
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        box.add.click()
    expect(box.plus).to_be_visible()

    assert loading <= MOST_SHIFT
    assert shift(page) - loading <= MOST_SHIFT
