"""A product that a distribution does not offer answers with a sentence and the next date."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from distributions.models import Attendance, Distribution
from farms.models import FarmEngagement
from shop.catalogue.models import Product
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
)
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def url_of(product: Product, distribution: Distribution) -> str:
    shop = f"/{distribution.collective.slug}/boutique/{distribution.slug}/"
    return f"{shop}produits/{product.uid}/"


def page_of(client: Client, product: Product, distribution: Distribution) -> str:
    answer: Any = client.get(url_of(product, distribution))
    assert answer.status_code == 404
    return read(answer)


@pytest.fixture
def product() -> Product:
    return make_product("Tomme", farm=make_farm("GAEC du Pré Joli"))


def test_an_absent_farm_is_named_with_the_date_that_has_the_product(
    client: Client, product: Product
) -> None:
    now = make_distribution()
    later = make_distribution(now.collective, FRIDAY + timedelta(days=7))
    make_listing(product, later)
    make_attendance(now, product.farm, state=Attendance.State.ABSENT)

    page = page_of(client, product, now)

    assert "<h1>Tomme</h1>" in page
    assert "GAEC du Pré Joli\u00a0: absence à la distribution du 27 novembre." in page
    assert f'<a href="{url_of(product, later)}">De nouveau proposé\u00a0: vendredi 4 déc' in page


def test_a_farm_that_pauses_is_said_with_the_next_date(client: Client, product: Product) -> None:
    closed = make_distribution(closes_at=MONDAY - timedelta(hours=1))
    following = make_distribution(closed.collective, FRIDAY + timedelta(days=7))
    make_listing(product, closed)
    product.farm.engagements.update(state=FarmEngagement.State.PAUSED)

    page = page_of(client, product, closed)

    assert "GAEC du Pré Joli ne vend pas ici en ce moment." in page
    assert "Prochaine distribution\u00a0: vendredi 4 décembre." in page
    assert following.slug in page


def test_what_was_taken_off_sale_is_said(client: Client, product: Product) -> None:
    listing = make_listing(product, withdrawn_at=MONDAY)

    page = page_of(client, product, listing.distribution)

    assert "Tomme\u00a0: non proposé à la distribution du 27 novembre." in page


def test_a_cancelled_distribution_says_so(client: Client, product: Product) -> None:
    listing = make_listing(product, make_distribution(cancelled_at=MONDAY))

    page = page_of(client, product, listing.distribution)

    assert "La distribution du 27 novembre est annulée." in page


@pytest.mark.parametrize("fields", [{}, {"is_public": False}])
def test_nothing_is_said_of_what_the_collective_never_offered(
    client: Client, fields: dict[str, bool]
) -> None:
    product = make_product("Secret", **fields)
    elsewhere, here = make_listing(product), make_distribution()
    shown_at = elsewhere.distribution if fields else here

    page = page_of(client, product, shown_at)

    assert "Secret" not in page
    assert "Cette page n’existe pas" in page
