"""Nobody finds what they may not see, nor learns a word of it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from commons.collectives.models import Collective
from farms.models import FarmEngagement
from farms.services import create_farm
from home.models import SearchEntry
from shop.listings.models import StandingOffer
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_distribution,
    make_engagement,
    make_farm,
    make_listing,
    make_place,
    make_product,
)
from tests.home.searching.site import found, make_seller, make_site, offer, write_news, write_page
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

MOST_QUERIES = 15


@pytest.fixture
def collective() -> Collective:
    return make_site()


def test_a_draft_is_found_by_nobody(client: Client, collective: Collective) -> None:
    page = write_page(collective, "Brouillard sur la Lise", live=False)
    assert found("brouillard") == {}

    page.save_revision().publish()
    assert found("brouillard") == {"Pages": ["Brouillard sur la Lise"]}

    page.title = "Éclaircie"
    page.save_revision()
    assert found("eclaircie") == {}

    page.refresh_from_db()
    page.unpublish()
    assert found("brouillard") == {}
    # Nor is its word proposed.
    assert "brouillard" not in read(client.get("/recherche/?q=brouillart")).replace("“", "")


def test_a_page_for_some_is_found_by_nobody(collective: Collective) -> None:
    page = write_page(collective, "Réservé aux membres")
    kind = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=page, restriction_type=kind)

    assert found("réservé") == {}


def test_only_farms_that_serve_a_collective_are_found(collective: Collective) -> None:
    make_seller(collective, "Verger d’ici")
    make_farm("Verger d’ailleurs")
    make_seller(collective, "Verger de demain")
    past = FarmEngagement.objects.filter(farm__name="Verger de demain")
    past.update(starts_on=FRIDAY)

    assert found("verger") == {"Fermes": ["Verger d’ici"]}


def test_only_goods_that_are_sold_are_found(collective: Collective) -> None:
    farm = make_seller(collective)
    offer("Miel offert", farm, collective)
    withdrawn = offer("Miel retiré", farm, collective)
    withdrawn.is_public = False
    withdrawn.save(update_fields=["is_public"])
    stopped = offer("Miel arrêté", farm, collective)
    StandingOffer.objects.filter(product=stopped).update(is_active=False)
    make_product("Miel jamais proposé", farm=farm)
    gone = offer("Miel d’une ferme partie", make_farm(), collective)
    distribution = make_distribution(collective)
    make_listing(make_product("Miel de la date"), distribution)
    bag = make_product("Miel du collectif", collective=collective)
    StandingOffer.objects.create(product=bag, collective=collective)
    day = MONDAY - timedelta(days=3)
    opened = day - timedelta(days=5)
    past = make_distribution(collective, day.date(), opens_at=opened, closes_at=day)
    make_listing(make_product("Miel d’hier"), past)

    assert gone.seller.farm.engagements.count() == 0
    assert sorted(found("miel", groupe="produits")["Produits"]) == [
        "Miel de la date",
        "Miel du collectif",
        "Miel offert",
    ]


def test_a_place_that_is_not_used_any_more_is_not_found(collective: Collective) -> None:
    make_place(collective, name="Ancienne gare")
    make_place(collective, name="Gare fermée", is_active=False)

    assert found("gare") == {"Lieux": ["Ancienne gare"]}


def test_notes_for_those_on_duty_are_found_by_nobody(collective: Collective) -> None:
    make_place(collective, private_notes="La clé est sous le pot de géranium.")

    assert found("geranium") == {}


def test_each_collective_keeps_its_own_drafts(collective: Collective) -> None:
    other = make_site("Le Plateau", "plateau")
    write_page(other, "Le secret du Plateau", live=False)
    write_page(collective, "La fête de la Lise")

    assert found("secret") == {}
    assert found("fete") == {"Pages": ["La fête de la Lise"]}


def test_names_are_found_anew_as_they_change(collective: Collective) -> None:
    farm = make_seller(collective, "Les Hirondelles")
    product = offer("Tomme", farm, collective)

    farm.name = "Les Martinets"
    farm.save(update_fields=["name"])
    product.aisle.name = "Crémerie"
    product.aisle.save(update_fields=["name"])
    collective.name = "La Loire"
    collective.save(update_fields=["name"])

    assert found("hirondelles") == {}
    assert found("martinets") == {"Fermes": ["Les Martinets"], "Produits": ["Tomme"]}
    assert found("cremerie") == {"Produits": ["Tomme"]}
    assert found("loire") == {"Collectifs": ["La Loire"]}


def test_what_a_collective_says_first_finds_it(collective: Collective) -> None:
    site = collective.page
    site.introduction = "Au bord de la rivière"
    site.content = [("text", "<p>On y mange des châtaignes.</p>")]
    site.save_revision().publish()

    assert found("chataigne") == {"Collectifs": ["La Lise"]}


def test_what_a_farm_says_twice_is_shown_once(client: Client, collective: Collective) -> None:
    now, presentation = MONDAY, "Soixante chèvres poitevines."
    farm = create_farm(name="Les Murgers", presentation=presentation, now=now)
    make_engagement(farm, collective)
    farm.page.story = f"<p>{presentation} Elles sortent.</p>"
    farm.page.save_revision().publish()

    shown = client.get("/recherche/?q=poitevines").content.decode()

    assert shown.count("<mark>poitevines</mark>") == 1


def test_the_command_finds_what_was_written_in_bulk(collective: Collective) -> None:
    farm = make_seller(collective)
    offer("Tomme", farm, collective)
    write_news(collective, "La tomme est là")
    before = SearchEntry.objects.count()
    SearchEntry.objects.all().delete()

    assert found("tomme") == {}
    call_command("search_index")

    assert SearchEntry.objects.count() == before
    assert found("tomme") == {"Produits": ["Tomme"], "Actualités": ["La tomme est là"]}


def test_a_page_of_everything_takes_few_questions(
    client: Client, collective: Collective, django_assert_max_num_queries: object
) -> None:
    assert callable(django_assert_max_num_queries)
    make_site("Le Verger commun", "verger")
    for number in range(5):
        farm = make_seller(collective, f"Verger n° {number}")
        offer(f"Pommes du verger {number}", farm, collective)
        make_listing(make_product(f"Poires du verger {number}"), make_distribution(collective))
        make_place(collective, name=f"Place du Verger {number}")
        write_page(collective, f"Le verger {number}")
        write_news(collective, f"Un verger {number}", timezone.localdate())
    client.get("/recherche/?q=verger")

    for query in ("q=verger", "q=vergger", "q=verger&groupe=produits"):
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(f"/recherche/?{query}")
