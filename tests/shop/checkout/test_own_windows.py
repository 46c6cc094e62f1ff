"""A farm or a product that opens or closes at another time than its distribution."""

from datetime import timedelta

import pytest
from django.test import Client

from distributions.models import Distribution
from tests.factories import (
    MONDAY,
    make_attendance,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
ORDERABLE = 'name="q-'


def page_of(client: Client, distribution: Distribution) -> str:
    url = f"/{distribution.collective.slug}/boutique/{distribution.slug}/"
    return client.get(url).content.decode()


def test_a_narrower_closing_is_said_on_the_card(client: Client) -> None:
    closes_at = MONDAY.replace(hour=12) + timedelta(days=2)

    page = page_of(client, make_listing(closes_at=closes_at).distribution)

    assert "jusqu’à mercredi, 12\u00a0h" in page
    assert ORDERABLE in page


def test_a_product_closed_before_the_others_cannot_be_added(client: Client) -> None:
    page = page_of(client, make_listing(closes_at=MONDAY - timedelta(hours=1)).distribution)

    assert "Commandes closes depuis aujourd’hui 9\u00a0h" in page
    assert ORDERABLE not in page


def test_a_farm_closes_all_its_products(client: Client) -> None:
    distribution, farm = make_distribution(), make_farm()
    make_attendance(distribution, farm, closes_at=MONDAY - timedelta(hours=1))
    make_listing(make_product(farm=farm), distribution)

    assert ORDERABLE not in page_of(client, distribution)


def test_a_product_that_opens_later_says_when(client: Client) -> None:
    listing = make_listing(opens_at=MONDAY + timedelta(days=1))

    page = page_of(client, listing.distribution)

    assert "Ouvre mardi, 10\u00a0h" in page
    assert ORDERABLE not in page


def test_a_product_may_open_before_its_distribution(client: Client) -> None:
    distribution = make_distribution(opens_at=MONDAY + timedelta(days=1))
    make_listing(make_product("Ail"), distribution)
    make_listing(make_product("Chapon"), distribution, opens_at=MONDAY - timedelta(days=1))

    page = page_of(client, distribution)

    assert "Les commandes ouvrent mardi 24 nov., 10\u00a0h." in page
    assert page.count(ORDERABLE) == 1
