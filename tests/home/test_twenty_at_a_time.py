"""`/` with many collectives: twenty at a time, in an order that the database makes."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.landing import PER_PAGE
from home.network_map import CUT, HALF, HEAD, HEIGHT, WIDTH
from tests.factories import FRIDAY, make_collective, make_distribution, make_place
from tests.home.finding import make_commune, opened
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MOST_BYTES = 60_000
NAME = re.compile(r"<h3><a href=\"[^\"]+\">(\d+)\. ([^<]+)</a></h3>")
PIN = re.compile(r'<g transform="translate\(([\d.]+) ([\d.]+)\)">.*?>(\d+)</text></g>')


def listed(page: str) -> list[tuple[int, str]]:
    """Each number and name of the list."""
    return [(int(number), name) for number, name in NAME.findall(page)]


def names(page: str) -> list[str]:
    return [name for _number, name in listed(page)]


def open_many(number: int) -> None:
    """Each a kilometre further north, and a day later, than the one before."""
    for n in range(1, number + 1):
        opened(f"Collectif n° {n}", FRIDAY + timedelta(days=n), latitude=46.87 + n / 111)


def test_twenty_are_shown_and_counted_are_all(client: Client) -> None:
    open_many(21)

    page = read(client.get("/"))

    assert "21 collectifs, la prochaine date d’abord" in page
    assert listed(page) == [(n, f"Collectif n° {n}") for n in range(1, PER_PAGE + 1)]
    assert "Page\u00a01 sur\u00a02" in page


def test_the_numbers_go_on_on_the_next_page(client: Client) -> None:
    open_many(23)

    page = read(client.get("/", {"page": 2}))

    assert listed(page) == [(n, f"Collectif n° {n}") for n in (21, 22, 23)]


def test_a_link_to_the_next_page_keeps_the_place(client: Client) -> None:
    make_commune("Couches", "71490")
    open_many(41)

    page = read(client.get("/", {"lieu": "71490", "page": "2"}))

    assert '<a class="btn alt" rel="prev" href="?lieu=71490&page=1">' in page
    assert '<a class="btn alt" rel="next" href="?lieu=71490&page=3">' in page


@pytest.mark.parametrize(
    ("asked", "first"), [("", 1), ("deux", 1), ("1.5", 1), ("99", 21), ("-1", 21)]
)
def test_a_page_that_is_not_there_is_the_first_or_the_last(
    client: Client, asked: str, first: int
) -> None:
    open_many(21)

    page = read(client.get("/", {"page": asked}))

    assert listed(page)[0] == (first, f"Collectif n° {first}")


def test_near_a_place_the_pages_go_further_away(client: Client) -> None:
    open_many(21)

    near, far = (
        read(client.get("/", {"lat": "47.1", "lon": "4.57", "page": page})) for page in (1, 2)
    )

    assert [*names(near), *names(far)] == [f"Collectif n° {n}" for n in range(21, 0, -1)]


def test_a_collective_is_as_near_as_its_next_distribution(client: Client) -> None:
    moving = opened("Itinérant", latitude=48.9).collective
    make_distribution(moving, FRIDAY + timedelta(days=7), place=make_place(moving, latitude=46.87))
    opened("Voisin", latitude=47.2)

    assert names(read(client.get("/", {"lat": "46.87", "lon": "4.57"}))) == ["Voisin", "Itinérant"]


def test_without_a_date_a_collective_is_at_its_first_place_in_use(client: Client) -> None:
    dormant = make_collective("Sans date")
    make_place(dormant, latitude=48.9, is_active=False)
    make_place(dormant, latitude=46.88)
    make_place(dormant, latitude=48.9)
    opened("Plus loin", latitude=47.2)
    make_collective("Nulle part")

    page = read(client.get("/", {"lat": "46.87", "lon": "4.57"}))

    assert names(page) == ["Sans date", "Plus loin", "Nulle part"]


def test_in_one_town_the_next_date_comes_first(client: Client) -> None:
    opened("Plus tard", FRIDAY + timedelta(days=7))
    opened("Bientôt", FRIDAY)
    make_place(make_collective("Sans date"))

    page = read(client.get("/", {"lat": "46.9", "lon": "4.6"}))

    assert names(page) == ["Bientôt", "Plus tard", "Sans date"]


def test_what_was_is_no_next_date(client: Client) -> None:
    past = opened("Vallée claire", FRIDAY - timedelta(days=14)).collective
    make_distribution(past, FRIDAY + timedelta(days=7))
    opened("Plateau", FRIDAY)

    assert names(read(client.get("/"))) == ["Plateau", "Vallée claire"]


def test_a_date_that_one_can_order_for_counts_before_one_that_is_closed(client: Client) -> None:
    closed = opened("Vallée claire", FRIDAY - timedelta(days=4)).collective
    make_distribution(closed, FRIDAY + timedelta(days=7))
    opened("Plateau", FRIDAY)

    assert names(read(client.get("/"))) == ["Plateau", "Vallée claire"]


def test_the_map_pins_those_that_are_shown_inside(client: Client) -> None:
    open_many(45)

    page = read(client.get("/", {"page": 2}))

    pins = [(float(x), float(y), int(number)) for x, y, number in PIN.findall(page)]
    assert sorted(number for _x, _y, number in pins) == [n for n, _name in listed(page)]
    assert all(HALF <= x <= WIDTH - HALF for x, _y, _number in pins)
    assert all(CUT + HEAD <= y <= HEIGHT - CUT for _x, y, _number in pins)


def test_from_la_reunion_to_la_reunion(client: Client) -> None:
    open_many(25)
    opened("Cirque", FRIDAY + timedelta(days=90), latitude=-21.1, longitude=55.5)

    page = read(client.get("/", {"lat": "-20.9", "lon": "55.4"}))

    assert names(page)[:2] == ["Cirque", "Collectif n° 1"]
    assert len(PIN.findall(page)) == PER_PAGE


@pytest.mark.parametrize(
    "asked", [{}, {"lieu": "71490"}, {"lieu": "couches"}, {"lat": "46.9", "lon": "4.6"}]
)
def test_no_more_statements_for_more_collectives(client: Client, asked: dict[str, str]) -> None:
    make_commune("Couches", "71490")
    open_many(5)
    few = statements(client, asked)

    open_many(55)

    assert statements(client, asked) == few <= 12


def statements(client: Client, asked: dict[str, str]) -> int:
    cache.delete("facts")
    client.get("/", asked)
    with CaptureQueriesContext(connection) as sent:
        client.get("/", asked)
    return len(sent)


def test_the_page_weighs_little_however_many_they_are(client: Client) -> None:
    communes = [make_commune(f"Saint-Germain-des-Champs-lès-Arnay {n}", "71490") for n in range(20)]
    for n in range(60):
        name = f"Association des consommateurs et des producteurs de la vallée de l’Arroux {n:03}"
        opened(name, town=communes[0].name, name="Salle polyvalente de l’ancienne école publique")

    page = client.get("/", {"lieu": "71490", "page": "2"}).content

    assert page.count(b'<li class="col">') == PER_PAGE
    assert len(page) <= MOST_BYTES
