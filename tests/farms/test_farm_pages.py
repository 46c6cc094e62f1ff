"""`/fermes/` and `/fermes/<ferme>/`."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from farms.models import FarmEngagement, FarmPage
from home.models import HomePage
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_label,
    make_listing,
    make_product,
)
from tests.reading import read
from tests.shop.checkout.shop_rows import make_certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_monday")]


@pytest.fixture
def _monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_the_list_names_the_farms_that_serve_a_collective(client: Client) -> None:
    collective = make_collective("Vallée claire")
    make_engagement(make_farm("Pré Joli"), collective)
    make_engagement(make_farm("Partie"), collective, state=FarmEngagement.State.ENDED)

    page = client.get("/fermes/").content.decode()

    assert "Pré Joli" in page
    assert "Vallée claire" in page
    assert "Partie" not in page


def test_the_page_says_where_the_farm_comes_next_and_with_what(client: Client) -> None:
    farm = make_farm("Pré Joli", slug="pre-joli", presentation="Vingt vaches.")
    collective = make_collective("Vallée claire")
    distribution = make_distribution(collective)
    make_listing(make_product("Tomme", farm=farm), distribution)

    page = client.get("/fermes/pre-joli/").content.decode()

    assert "Vingt vaches." in page
    assert "Vallée claire, vendredi 27 novembre" in page
    assert f"/boutique/{distribution.slug}/?ferme=pre-joli" in page
    assert "1 produit" in page
    assert "Tomme" in page


def test_only_valid_certificates_are_shown(client: Client) -> None:
    farm = make_farm(slug="pre-joli")
    make_certificate(farm, make_label(), number="valide")
    make_certificate(farm, make_label(), number="périmé", valid_until=FRIDAY - timedelta(days=30))

    page = read(client.get("/fermes/pre-joli/"))

    assert "FR-BIO-01, certificat valide, valable jusqu’au 31 décembre 2026" in page
    assert "périmé" not in page


def test_the_page_of_wagtail_is_served_at_the_slug_of_the_farm(client: Client) -> None:
    farm = make_farm("Pré Joli", slug="pre-joli")
    page = FarmPage(title="Autre titre", slug="autre", farm=farm, body="<p>Depuis 1987.</p>")
    HomePage.objects.get().add_child(instance=page)

    answer = client.get("/fermes/pre-joli/").content.decode()

    assert "Depuis 1987." in answer
    assert answer.count("<h1") == 1


def test_an_unknown_farm_is_a_404(client: Client) -> None:
    assert client.get("/fermes/inconnue/").status_code == 404
