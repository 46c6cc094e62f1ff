"""Wherever a page leads to the next distribution, it leads to the one that is open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commons.collectives.models import Collective
from distributions.addresses import basket_path, shop_path
from home.blocks import filled
from home.models import WelcomePage
from home.sections import ensure_collective_page
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_distribution,
    make_listing,
    make_product,
    make_three_dates,
)
from tests.ordering import buy, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def show_products(collective: Collective) -> None:
    """On its home, and on the network's."""
    for page in (ensure_collective_page(collective), WelcomePage.objects.get()):
        page.content = filled("products")
        page.save_revision().publish()


def test_the_home_page_leads_to_the_open_one(client: Client) -> None:
    closed, soon, opened = make_three_dates()

    page = client.get("/").content.decode()

    assert shop_path(opened) in page
    assert not {path for path in map(shop_path, (closed, soon)) if path in page}


def test_products_of_the_moment_are_of_the_open_one_on_both_homes(client: Client) -> None:
    dates = closed, soon, opened = make_three_dates()
    honey = make_product("Miel")
    for each in dates:
        make_listing(honey, each)
    show_products(closed.collective)

    for path in ("/", f"/{closed.collective.slug}/"):
        page = client.get(path).text
        assert f"{shop_path(opened)}produits/{honey.uid}/" in page
        assert not {each for each in (closed, soon) if f"{shop_path(each)}produits/" in page}


def test_where_many_dates_are_closed_the_networks_products_are_of_the_open_one_behind(
    client: Client,
) -> None:
    closed, _soon, opened = make_three_dates()
    honey = make_product("Miel")
    make_listing(honey, opened)
    past = {"opens_at": MONDAY - timedelta(days=2), "closes_at": MONDAY - timedelta(hours=1)}
    for number in range(1, 8):
        day = FRIDAY + timedelta(days=number)
        full = make_distribution(closed.collective, day, **past)
        make_listing(honey, full)
    show_products(closed.collective)

    assert f"{shop_path(opened)}produits/{honey.uid}/" in client.get("/").text


def test_where_none_is_open_products_of_the_moment_are_of_what_opens_next(client: Client) -> None:
    closed, soon, opened = make_three_dates()
    honey = make_product("Miel")
    for each in (closed, soon):
        make_listing(honey, each)
    opened.cancelled_at = MONDAY
    opened.save()
    show_products(closed.collective)

    assert f"{shop_path(soon)}produits/{honey.uid}/" in client.get("/").text


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
