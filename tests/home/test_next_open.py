"""Wherever a page leads to the next distribution, it leads to the one that is open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from distributions.addresses import basket_path, shop_path
from tests.factories import MONDAY, make_listing, make_product, make_three_dates
from tests.ordering import buy, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_the_home_page_leads_to_the_open_one(client: Client) -> None:
    closed, soon, opened = make_three_dates()

    page = client.get("/").content.decode()

    assert shop_path(opened) in page
    assert not {path for path in map(shop_path, (closed, soon)) if path in page}


def test_the_address_of_the_next_shop_leads_to_the_open_one(client: Client) -> None:
    *_others, opened = make_three_dates()

    answer = client.get(f"/{opened.collective.slug}/boutique/")

    assert answer.headers["Location"] == shop_path(opened)


def test_the_same_again_fills_the_basket_of_the_open_one(client: Client) -> None:
    closed, soon, opened = make_three_dates()
    carrots = make_product()
    before = {"closes_at": MONDAY + timedelta(hours=1), "opens_at": MONDAY - timedelta(days=2)}
    order = buy({make_listing(carrots, closed, **before): 1})
    make_listing(carrots, soon)
    make_listing(carrots, opened)
    client.force_login(user_of(order.household))

    answer = client.post(reverse("orders:again", args=[order.uid]))

    assert answer.headers["Location"] == basket_path(opened)
