"""The whole path of a signed-in customer who orders 12 products, without script: five requests."""

from collections.abc import Sequence
from typing import Protocol

from bench.forms import fields
from bench.visitor import Answer, expect
from distributions.addresses import basket_path, shop_path
from distributions.models import Distribution
from shop.listings.models import Listing

PERSON = {"name": "Camille Arnoux", "phone": "06 39 98 12 34", "terms": "on", "commander": "1"}


class Browser(Protocol):
    def get(self, path: str) -> Answer: ...
    def post(self, path: str, data: dict[str, str]) -> Answer: ...


def order_form(page: Answer, path: str) -> dict[str, str]:
    """What the last button of the basket sends."""
    return fields(page.body, path) | PERSON


def walk(browser: Browser, distribution: Distribution, listings: Sequence[Listing]) -> list[Answer]:
    """Shop, quantities, basket, order, thanks; every answer is what it should be."""
    shop, basket = shop_path(distribution), basket_path(distribution)
    looked = expect(browser.get(shop))
    chosen = fields(looked.body, shop) | {f"q-{each.uid}": "1" for each in listings}
    filled = expect(browser.post(shop, chosen | {"panier": "1"}), 302)
    checked = expect(browser.get(filled.location))
    ordered = expect(browser.post(basket, order_form(checked, basket)), 302)
    if not ordered.location.endswith("/merci/"):
        raise AssertionError(f"no thanks but {ordered.location}")
    return [looked, filled, checked, ordered, expect(browser.get(ordered.location))]
