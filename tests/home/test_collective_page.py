"""`/<collectif>/`: a collective's site."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from home.models import CollectivePage, HomePage
from tests.factories import (
    MONDAY,
    make_attendance,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_place,
    make_three_dates,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_the_page_leads_to_the_shop_and_says_where(client: Client) -> None:
    collective = make_collective("Vallée claire", slug="vallee-claire")
    place = make_place(collective, opening_notes="Entrée par la cour.")
    distribution = make_distribution(collective, place=place)

    page = client.get("/vallee-claire/").content.decode()

    assert f'href="/vallee-claire/boutique/{distribution.slug}/"' in page
    assert "Commander pour le 27 novembre" in page
    assert "Entrée par la cour." in page


def test_the_page_of_wagtail_is_served_at_the_slug_of_the_collective(client: Client) -> None:
    collective = make_collective("Vallée claire", slug="vallee-claire")
    HomePage.objects.get().add_child(
        instance=CollectivePage(
            title="Notre page", slug="autre", collective=collective, introduction="Depuis 2012."
        )
    )

    page = client.get("/vallee-claire/").content.decode()

    assert "Depuis 2012." in page
    assert page.count("<h1") == 1


def test_who_comes_and_who_has_not_answered(client: Client) -> None:
    distribution = make_distribution()
    make_attendance(distribution, make_farm("Ferme des Hirondelles"))
    make_attendance(distribution, make_farm("Verger"), state="unanswered")
    make_attendance(distribution, make_farm("Absente"), state="absent")

    page = client.get(f"/{distribution.collective.slug}/").content.decode()

    assert page.index("Ferme des Hirondelles") < page.index("Verger") < page.index("à confirmer")
    assert "Absente" not in page


def test_a_farm_of_the_collective_that_does_not_come_is_named_apart(client: Client) -> None:
    distribution = make_distribution()
    make_engagement(make_farm("Rucher de Maëlle"), distribution.collective)

    page = client.get(f"/{distribution.collective.slug}/").content.decode()

    assert "Les fermes du collectif" in page
    assert "Rucher de Maëlle" in page


def test_before_opening_it_says_when(client: Client) -> None:
    distribution = make_distribution(opens_at=MONDAY + timedelta(days=2))

    page = client.get(f"/{distribution.collective.slug}/").content.decode()

    assert "Les commandes ouvrent mercredi 25 nov., 10\u00a0h." in page


def test_after_closing_it_leads_to_the_next_open_date_without_a_word_of_the_closed(
    client: Client,
) -> None:
    closed, _soon, later = make_three_dates()

    page = client.get(f"/{closed.collective.slug}/").content.decode()

    assert "Commander pour le 11 décembre" in page
    assert later.slug in page
    assert "note warn" not in page
    assert "closes" not in page


def test_when_every_date_is_closed_it_says_so(client: Client) -> None:
    closed = make_distribution(closes_at=MONDAY - timedelta(hours=1))

    page = client.get(f"/{closed.collective.slug}/").content.decode()

    assert "Les commandes du 27 novembre sont closes depuis aujourd’hui 9\u00a0h." in page


def test_without_any_date_the_page_stands(client: Client) -> None:
    make_collective(slug="nouveau")

    answer = client.get("/nouveau/")

    assert answer.status_code == 200
    assert "Aucune distribution n’est annoncée" in answer.content.decode()


def test_an_unknown_collective_is_a_404(client: Client) -> None:
    assert client.get("/nulle-part/").status_code == 404


def test_constant_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    distribution = make_distribution()
    for _n in range(20):
        make_attendance(distribution, make_farm())

    with django_assert_max_num_queries(15):
        client.get(f"/{distribution.collective.slug}/")
