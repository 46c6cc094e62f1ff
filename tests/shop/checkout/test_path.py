"""Twelve products from the shop to the thanks, without a script: few requests, few statements."""

from collections.abc import Iterator
from contextlib import contextmanager

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
STATEMENTS = 60
"""Of the whole path, savepoints and cold caches included."""


@contextmanager
def at_most(statements: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    assert len(asked) <= statements, f"{len(asked)} statements"


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


@time_machine.travel(MONDAY, tick=False)
def test_a_signed_in_customer_orders_twelve_products_in_five_requests(client: Client) -> None:
    listings = twelve_products()
    distribution = listings[0].distribution
    client.force_login(user_of(make_member(distribution.collective)))
    shop, basket = shop_path(distribution), basket_path(distribution)
    quantities = {f"q-{listing.uid}": "1" for listing in listings}
    notes = {f"note-{listing.uid}": "" for listing in listings}
    person = {"name": "Camille Arnoux", "phone": "06 39 98 12 34"}

    with at_most(STATEMENTS):
        assert "Garder ces quantités" in client.get(shop).content.decode()
        filled = client.post(shop, quantities | {"panier": "1"})
        seen = {"seen": seen_on(client.get(filled["Location"]))}
        ordered = client.post(basket, quantities | notes | person | seen | {"commander": "1"})
        thanks = client.get(ordered["Location"])

    assert filled["Location"] == basket
    assert thanks.status_code == 200
    assert Order.objects.get().lines.count() == 12
