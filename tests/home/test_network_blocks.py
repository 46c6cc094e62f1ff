"""Blocks of the network's home: they tell of all collectives, and cost the same with many."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from commons.collectives.models import Collective
from home.blocks import NetworkBlocks, filled
from home.models import WelcomePage
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
    make_user,
)
from tests.reading import read
from tests.site_blocks import BY_THEMSELVES, add_news, found, furnish, written_blocks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def collective() -> Collective:
    return found()


def join_block(**words: str) -> Any:
    return ("join", {"title": "", "dues": "", "text": "", **words})


def publish_home(*blocks: Any) -> None:
    page = WelcomePage.objects.get()
    page.content = list(blocks)
    page.save_revision().publish()


def test_the_networks_home_takes_the_same_blocks_beside_its_finder(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    furnish(collective)
    other = found("autre")
    add_news(other, "Ailleurs")
    make_listing(make_product("Cidre"), make_distribution(other))
    blocks = [*written_blocks(collective)[:7], *filled(*BY_THEMSELVES), join_block()]
    publish_home(*blocks, *blocks)
    client.get("/")
    client.force_login(make_user())

    with django_assert_max_num_queries(15):
        shown = read(client.get("/"))

    assert {name for name, _value in blocks} == set(NetworkBlocks().child_blocks)
    assert shown.count("Ailleurs</a>") == 2
    assert shown.count("Fête de la soupe</a>") == 2
    assert shown.count("Bonne soupe.") == 2
    assert shown.count("La lise, 17") == shown.count("La autre, 17") == 2
    assert shown.count("Produit 8</a>") == shown.count("Cidre</a>") == 2
    assert shown.count('class="facts"') == 2


def test_the_networks_home_costs_the_same_with_more_collectives(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(9):
        collective = found(f"coll{number}")
        make_listing(make_product(f"Produit {number}"), make_distribution(collective))
        add_news(collective, f"Nouvelle {number}")
    publish_home(*filled(*BY_THEMSELVES), join_block())
    client.get("/")

    with django_assert_max_num_queries(15):
        shown = read(client.get("/"))

    assert shown.count("Produit ") >= 6


def test_the_network_names_the_farms_that_come_and_leads_to_the_finder(
    client: Client, collective: Collective
) -> None:
    distribution = make_distribution(collective)
    make_attendance(distribution, make_farm("Verger"))
    make_attendance(distribution, make_farm("Absente"), state="absent")
    publish_home(*filled("coming", "farms"), join_block(dues="Selon le collectif"))

    shown = read(client.get("/"))

    assert "Verger</a>" in shown
    assert "Absente" not in shown
    assert f'href="/lise/boutique/{distribution.slug}/"' in shown
    assert 'href="/#lieu"' in shown
    assert "Cotisation\u00a0: Selon le collectif" in shown


def test_the_network_tells_of_no_collective_that_pauses(
    client: Client, collective: Collective
) -> None:
    furnish(collective)
    Collective.objects.update(paused_from=MONDAY.date())
    publish_home(*filled("coming", "farms", "products"))

    assert 'class="block-' not in read(client.get("/"))


def test_a_product_of_several_dates_is_shown_once(client: Client, collective: Collective) -> None:
    honey = make_product("Miel")
    for days in (0, 7):
        make_listing(honey, make_distribution(collective, FRIDAY + timedelta(days=days)))
    publish_home(*filled("products"))

    shown = read(client.get("/"))

    assert shown.count("Miel</a>") == 1
    assert f"/boutique/{FRIDAY.isoformat()}-" in shown
