"""How a signed-in customer orders 12 products: by the form of the shop, or one by one by script."""

import json
from collections.abc import Mapping, Sequence
from typing import Protocol

from bench.forms import fields
from bench.visitor import Answer, expect
from distributions.addresses import basket_path, shop_path
from distributions.models import Distribution
from shop.listings.models import Listing

PERSON = {"name": "Camille Arnoux", "phone": "06 39 98 12 34", "terms": "on", "commander": "1"}
BEFORE_POSTS = 1
"""One by one, the posts come after the page of the shop."""


class Browser(Protocol):
    def get(self, path: str) -> Answer: ...
    def post(self, path: str, data: Mapping[str, str], *, by_script: bool = False) -> Answer: ...


class Walk(Protocol):
    """A way to an order; every answer is what it should be."""

    def __call__(
        self, browser: Browser, distribution: Distribution, listings: Sequence[Listing]
    ) -> list[Answer]: ...


def order_form(page: Answer, path: str) -> dict[str, str]:
    """What the last button of the basket sends."""
    return fields(page.body, path) | PERSON


def by_form(
    browser: Browser, distribution: Distribution, listings: Sequence[Listing]
) -> list[Answer]:
    """Shop, quantities, basket, order, thanks: five requests, without script."""
    shop = shop_path(distribution)
    looked = expect(browser.get(shop))
    chosen = fields(looked.body, shop) | {f"q-{each.uid}": "1" for each in listings}
    filled = expect(browser.post(shop, chosen | {"panier": "1"}), 302)
    return [looked, filled, *_ordered(browser, distribution)]


def one_by_one(
    browser: Browser, distribution: Distribution, listings: Sequence[Listing]
) -> list[Answer]:
    """Shop, each product as `basket_post.js` posts it, basket, order, thanks."""
    shop = shop_path(distribution)
    looked = expect(browser.get(shop))
    taken = [
        expect(browser.post(shop, {f"q-{each.uid}": "1"}, by_script=True)) for each in listings
    ]
    problems = [json.loads(each.body)["problems"] for each in taken]
    if any(problems):
        raise AssertionError(f"the basket refuses: {problems}")
    return [looked, *taken, *_ordered(browser, distribution)]


def _ordered(browser: Browser, distribution: Distribution) -> list[Answer]:
    basket = basket_path(distribution)
    checked = expect(browser.get(basket))
    ordered = expect(browser.post(basket, order_form(checked, basket)), 302)
    if not ordered.location.endswith("/merci/"):
        raise AssertionError(f"no thanks but {ordered.location}")
    return [checked, ordered, expect(browser.get(ordered.location))]
