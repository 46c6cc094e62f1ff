"""The distributions of a collective, for a calendar that follows them (RFC 5545)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from distributions.services import move_distribution
from home.sections import found_collective
from tests.factories import FRIDAY, MONDAY, make_distribution, make_network
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def collective() -> Any:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


def entries(client: Client) -> list[Any]:
    answer = client.get("/lise/distributions.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_it_holds_the_dates_to_come(client: Client, collective: Any) -> None:
    date = make_distribution(collective)
    make_distribution(collective, FRIDAY - timedelta(weeks=2))
    make_distribution()

    (entry,) = entries(client)

    assert entry["summary"] == "La Lise, Halle aux Grains"
    assert entry["dtstart"].dt == date.starts_at
    assert entry["dtend"].dt == date.ends_at
    where = "Halle aux Grains, 12 place du Marché, 71490 Saint-Aubert-sur-Lise"
    assert entry["location"] == where
    assert entry["description"] == "Commandes jusqu’au jeudi 26 nov., 12\xa0h."
    assert entry["url"].endswith(f"/lise/boutique/{date.slug}/")
    assert entry["status"] == "CONFIRMED"


def test_a_moved_date_keeps_its_uid_and_a_cancelled_one_says_so(
    client: Client, collective: Any
) -> None:
    date = make_distribution(collective)
    (before,) = entries(client)
    move_distribution(
        distribution=date,
        starts_at=date.starts_at + timedelta(days=1),
        ends_at=date.ends_at + timedelta(days=1),
        opens_at=date.opens_at,
        closes_at=date.closes_at,
        now=MONDAY,
    )
    make_distribution(collective, FRIDAY + timedelta(weeks=1), cancelled_at=MONDAY)

    moved, cancelled = entries(client)

    assert moved["uid"] == before["uid"]
    assert moved["dtstart"].dt == date.starts_at
    assert cancelled["status"] == "CANCELLED"


def test_many_dates_cost_the_same(
    client: Client, collective: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for week in range(30):
        make_distribution(collective, FRIDAY + timedelta(weeks=week))

    with django_assert_max_num_queries(3):
        assert len(entries(client)) == 30


def test_the_site_leads_there(client: Client, collective: Any) -> None:
    make_distribution(collective)

    assert 'href="/lise/distributions.ics"' in read(client.get("/lise/"))
    assert client.get("/nulle-part/distributions.ics").status_code == 404
