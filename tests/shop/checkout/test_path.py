"""Twelve products from the shop to the thanks: few requests, few statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.core.models import CollectifsImage
from distributions.addresses import basket_path, shop_path
from shop.listings.models import Listing
from shop.order.models import Order
from tests.factories import (
    MONDAY,
    make_distribution,
    make_farm,
    make_listing,
    make_member,
    make_product,
)
from tests.ordering import seen_on, user_of

pytestmark = pytest.mark.django_db
SIZE = {"width": 40, "height": 30}
BY_FORM, ONE_BY_ONE, A_PRODUCT = 38, 98, 6
"""Statements, without those that only mark a transaction; a stranger has just seen the shop."""
MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@contextmanager
def at_most(statements: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    told = [each["sql"] for each in asked if not each["sql"].startswith(MARKS)]
    assert len(told) <= statements, "\n".join(told)


def twelve_products() -> list[Listing]:
    """Of four farms, with a picture; each counts a quota and a stock that lasts, takes a note."""
    distribution = make_distribution()
    farms = [make_farm() for _ in range(4)]
    picture = CollectifsImage.objects.create(title="Carottes", file="carottes.webp", **SIZE)
    products = [
        make_product(farm=farms[n % 4], stock=50, note_allowed=True, picture=picture)
        for n in range(12)
    ]
    return [make_listing(product, distribution, quota=40) for product in products]


@pytest.fixture
def listings(client: Client) -> Iterator[list[Listing]]:
    """The customer is signed in, a member."""
    with time_machine.travel(MONDAY, tick=False):
        listings = twelve_products()
        Client().get(shop_path(listings[0].distribution))
        client.force_login(user_of(make_member(listings[0].distribution.collective)))
        yield listings


def order(client: Client, basket: str, page: Any, typed: dict[str, str]) -> None:
    """The last button, and the thanks; they call by another number than before."""
    person = {"name": "Camille Arnoux", "phone": "06 39 98 12 99", "commander": "1"}
    ordered = client.post(basket, typed | person | {"seen": seen_on(page)})
    assert client.get(ordered["Location"]).status_code == 200


def test_a_signed_in_customer_orders_twelve_products_in_five_requests(
    client: Client, listings: list[Listing]
) -> None:
    distribution = listings[0].distribution
    shop, basket = shop_path(distribution), basket_path(distribution)
    quantities = {f"q-{listing.uid}": "1" for listing in listings}
    notes = {f"note-{listing.uid}": "" for listing in listings}

    with at_most(BY_FORM):
        assert "Garder ces quantités" in client.get(shop).content.decode()
        filled = client.post(shop, quantities | {"panier": "1"})
        order(client, basket, client.get(filled["Location"]), quantities | notes)

    assert filled["Location"] == basket
    assert Order.objects.get().lines.count() == 12


def test_one_by_one_as_the_script_does_it(client: Client, listings: list[Listing]) -> None:
    distribution = listings[0].distribution
    shop, basket = shop_path(distribution), basket_path(distribution)
    quantities = {f"q-{listing.uid}": "1" for listing in listings}
    notes = {f"note-{listing.uid}": "" for listing in listings}
    scripted: Any = {"X-Requested-With": "XMLHttpRequest"}

    with at_most(ONE_BY_ONE):
        client.get(shop)
        for field in quantities:
            client.post(shop, {field: "1"}, headers=scripted)
        order(client, basket, client.get(basket), quantities | notes)

    assert Order.objects.get().lines.count() == 12


def test_a_product_more_beside_those_of_the_basket(client: Client, listings: list[Listing]) -> None:
    shop = shop_path(listings[0].distribution)
    scripted: Any = {"X-Requested-With": "XMLHttpRequest"}
    first, *_rest, last = [f"q-{listing.uid}" for listing in listings]
    client.post(shop, {first: "1"}, headers=scripted)

    with at_most(A_PRODUCT):
        answer = client.post(shop, {last: "1"}, headers=scripted).json()

    assert answer["count"] == "2 produits"
