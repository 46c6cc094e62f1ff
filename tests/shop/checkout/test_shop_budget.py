"""The shop page's cost does not grow with what it shows."""

from typing import Any

import pytest
from django.test import Client

from distributions.models import Distribution
from shop.basket.services import open_basket
from shop.listings.models import Listing
from shop.order.services import choose
from tests.factories import (
    MONDAY,
    make_distribution,
    make_farm,
    make_label,
    make_listing,
    make_member,
    make_user,
)
from tests.reading import read
from tests.shop.checkout.shop_rows import make_bunch, make_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
ELEMENTS_OF_100 = 3500


def fill(distribution: Distribution, count: int) -> str:
    """`count` listings of three farms, with labels; returns the shop's address."""
    farms = [make_farm() for _n in range(3)]
    label = make_label()
    for farm in farms:
        make_certificate(farm, label)
    for n in range(count):
        product = make_bunch(f"Produit {n}", farm=farms[n % 3])
        product.labels.add(label)
        make_listing(product, distribution)
    return f"/{distribution.collective.slug}/boutique/{distribution.slug}/"


def test_at_most_8_queries_with_700_listings(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    url = fill(make_distribution(), 700)

    with django_assert_max_num_queries(8):
        answer = client.get(url)

    assert '<span class="n num">700 produits</span>' in read(answer)


def test_what_is_shown_at_once_is_read_at_once(
    client: Client, django_assert_num_queries: Any
) -> None:
    url = fill(make_distribution(), 100)
    with django_assert_num_queries(4):
        client.get(url)

    with django_assert_num_queries(2):
        client.get(url)


def test_300_listings_ask_no_more_than_150(client: Client, django_assert_num_queries: Any) -> None:
    distribution = make_distribution()
    url = fill(distribution, 150)
    with django_assert_num_queries(6):
        client.get(url)
    fill(distribution, 150)

    with django_assert_num_queries(4):
        client.get(url)


def test_a_card_is_made_once_and_again_when_what_it_shows_changes(client: Client) -> None:
    url = fill(make_distribution(), 1)
    before = client.get(url).content.decode()
    Listing.objects.update(price="3.10")

    after = client.get(url).content.decode()

    assert "2,70\u00a0€" in before
    assert "3,10\u00a0€" in after
    assert "2,70\u00a0€" not in after


def test_100_products_stay_under_3500_elements(client: Client) -> None:
    page = client.get(fill(make_distribution(), 100)).content.decode()

    assert page.count("<") - page.count("</") < ELEMENTS_OF_100


def test_at_most_8_queries_for_a_household_with_a_basket(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    distribution = make_distribution()
    url = fill(distribution, 20)
    user = make_user()
    household = make_member(distribution.collective, user)
    wanted = {str(uid): 2 for uid in Listing.objects.values_list("uid", flat=True)[:12]}
    basket = open_basket(household=household, distribution=distribution)
    choose(basket=basket, wanted=wanted, now=MONDAY)
    client.force_login(user)
    client.get(url)

    with django_assert_max_num_queries(8):
        page = client.get(url).content.decode()

    assert 'data-cents="6480"' in page
