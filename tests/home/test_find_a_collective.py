"""`/`: find a collective."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from farms.models import FarmEngagement
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
)
from tests.home.finding import make_commune, opened
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_a_postcode_puts_the_nearest_first(client: Client) -> None:
    make_commune("Couches", "71490")
    opened("Lointain", latitude=47.5, longitude=5.5)
    opened("Voisin", latitude=46.88, longitude=4.58)

    page = client.get("/", {"lieu": "71490"}).content.decode()

    assert "2 collectifs autour de Couches" in page
    assert page.index("1. Voisin") < page.index("2. Lointain")
    assert "1\u00a0km" in page


def test_each_collective_leads_to_the_shop_of_its_next_distribution(client: Client) -> None:
    distribution = opened("Vallée claire")

    page = client.get("/").content.decode()

    assert f"/{distribution.collective.slug}/boutique/{distribution.slug}/" in page
    assert "Vendredi, 17\u00a0h\u00a030 – 19\u00a0h\u00a030" in page


def test_without_a_place_the_next_date_comes_first(client: Client) -> None:
    opened("Plus tard", FRIDAY + timedelta(days=7))
    opened("Bientôt", FRIDAY)

    page = client.get("/").content.decode()

    assert page.index("1. Bientôt") < page.index("2. Plus tard")


def test_an_unknown_postcode_keeps_what_was_typed_and_lists_everything(client: Client) -> None:
    opened("Vallée claire")

    page = client.get("/", {"lieu": "99999"}).content.decode()

    assert "Nous ne trouvons pas «\u00a099999\u00a0»" in page
    assert 'value="99999"' in page
    assert "1. Vallée claire" in page


def test_several_communes_offer_the_others(client: Client) -> None:
    make_commune("Couches", "71490", population=1213)
    make_commune("Tintry", "71490", population=80)
    opened("Vallée claire")

    page = client.get("/", {"lieu": "71490"}).content.decode()

    assert "autour de Couches" in page
    assert '<a href="/?lieu=71490%20Tintry">Tintry</a>' in page


@pytest.mark.parametrize(
    "typed", ["vallee claire", "Montrevel-le-Gué", "MONTREVEL LE GUE", "halle aux grains", "71499"]
)
def test_a_collective_is_found_by_its_name_its_place_and_its_town(
    client: Client, typed: str
) -> None:
    opened("Plateau", name="Salle des fêtes", town="Tintry")
    opened("Vallée claire", FRIDAY + timedelta(days=7), town="Montrevel-le-Gué", postcode="71499")

    page = unescape(client.get("/", {"lieu": typed}).content.decode())

    assert page.index("1. Vallée claire") < page.index("2. Plateau")
    assert f"2 collectifs, d’abord «\u00a0{typed}\u00a0»" in page


def test_a_commune_in_full_counts_before_a_collective_of_that_name(client: Client) -> None:
    make_commune("Couches", "71490", latitude=46.5)
    opened("Collectif de Couches", latitude=46.9)
    opened("Voisin", latitude=46.5)

    page = client.get("/", {"lieu": "COUCHES"}).content.decode()

    assert page.index("1. Voisin") < page.index("2. Collectif de Couches")
    assert '<a href="/?lieu=Collectif%20de%20Couches">Collectif de Couches</a>' in page


def test_each_suggestion_is_made_once(client: Client) -> None:
    for postcode in ("42000", "42100", "58300"):
        make_commune("Saint-Étienne", postcode)
    make_commune("Saint-Étienne-du-Bois", "01370")
    make_commune("Saint-Étienne-du-Bois", "01370", department="85")

    page = client.get("/", {"lieu": "st etienne"}).content.decode()

    for label in ("Saint-Étienne (58)", "Saint-Étienne-du-Bois", "Saint-Étienne-du-Bois (85)"):
        assert page.count(f">{label}</a>") == 1
    assert ">Saint-Étienne</a>" not in page


@pytest.mark.parametrize("typed", ["01 000", "F-01000", "1000", "01000 BOURG"])
def test_a_postcode_is_found_however_it_is_written(client: Client, typed: str) -> None:
    make_commune("Bourg-en-Bresse", "01000")
    opened("Vallée claire")

    assert "autour de Bourg-en-Bresse" in client.get("/", {"lieu": typed}).content.decode()


@pytest.mark.parametrize("typed", ["Banne", "07460"])
def test_a_commune_without_a_position_lists_the_next_date_first(client: Client, typed: str) -> None:
    make_commune("Banne", "07460", latitude=None, longitude=None)
    opened("Plus tard", FRIDAY + timedelta(days=7))
    opened("Bientôt", FRIDAY)

    page = read(client.get("/", {"lieu": typed}))

    assert "Banne\u00a0: nous ne savons pas où se trouve cette commune sur la carte" in page
    assert "Nous ne trouvons pas" not in page
    assert f'value="{typed}"' in page
    assert page.index("1. Bientôt") < page.index("2. Plus tard")
    assert "2 collectifs, la prochaine date d’abord" in page


def test_a_place_without_a_position_comes_last_and_shows_no_distance(client: Client) -> None:
    make_commune("Couches", "71490")
    opened("Nulle part", latitude=None, longitude=None)
    opened("Lointain", FRIDAY + timedelta(days=7), latitude=47.5, longitude=5.5)

    page = read(client.get("/", {"lieu": "Couches"}))

    assert page.index("1. Lointain") < page.index("2. Nulle part")
    assert page.count("\u00a0km</span>") == 1
    assert page.count('transform="translate(') == 1


def test_a_town_of_that_name_comes_before_those_that_begin_with_it(client: Client) -> None:
    make_commune("Paris-l’Hôpital", "71150", population=285)
    make_commune("Paris", "75001", population=2_103_778)
    opened("Vallée claire")

    page = read(client.get("/", {"lieu": "Paris"}))

    assert "de Paris, le plus proche" in page or "autour de Paris" in page
    assert ">Paris-l’Hôpital</a>" in page


def test_a_name_that_contains_digits_is_a_name(client: Client) -> None:
    make_commune("Lyon", "69003")
    make_commune("Le Teil", "03400")
    opened("Vallée claire")

    assert "autour de Lyon" in client.get("/", {"lieu": "LYON 03"}).content.decode()


@pytest.mark.parametrize(
    ("latitude", "words"),
    [
        (47.4, "1 collectif autour de Lyon"),
        (47.95, "Aucun collectif près de Lyon, le plus proche est à 120\u00a0km"),
    ],
)
def test_beyond_sixty_kilometres_none_is_near(client: Client, latitude: float, words: str) -> None:
    make_commune("Lyon", "69003")
    opened("Vallée claire", latitude=latitude, longitude=4.57)

    page = client.get("/", {"lieu": "Lyon"}).content.decode()

    assert words in page
    assert "1. Vallée claire" in page


def test_the_position_of_the_device_is_a_place_too(client: Client) -> None:
    opened("Vallée claire")

    page = client.get("/", {"lat": "46.87", "lon": "4.57"}).content.decode()

    assert "1 collectif autour de vous" in page


@pytest.mark.parametrize("asked", [{"lat": "nan", "lon": "4"}, {"lat": "x"}, {"lat": "200"}])
def test_a_position_that_is_none_lists_everything(client: Client, asked: dict[str, str]) -> None:
    opened("Vallée claire")

    page = client.get("/", {"lon": "4.5"} | asked).content.decode()

    assert "1 collectif, la prochaine date d’abord" in page


@pytest.mark.parametrize(
    ("closes_in", "words"),
    [
        (timedelta(hours=5, minutes=40), "Clôture dans 5\u00a0h\u00a040"),
        (timedelta(hours=26), "Clôture mardi, 12\u00a0h"),
        (timedelta(days=3), "Ouvert jusqu’à jeudi, 10\u00a0h"),
    ],
)
def test_an_open_shop_says_until_when(client: Client, closes_in: timedelta, words: str) -> None:
    make_distribution(closes_at=MONDAY + closes_in)

    assert words in client.get("/").content.decode()


def test_a_shop_to_come_says_when_it_opens(client: Client) -> None:
    make_distribution(opens_at=MONDAY + timedelta(days=2))

    assert "Ouvre mercredi, 10\u00a0h" in client.get("/").content.decode()


def test_a_pause_says_when_orders_resume(client: Client) -> None:
    make_collective("Bas-Quartier", paused_from=date(2026, 11, 1), paused_until=date(2027, 1, 7))

    page = client.get("/").content.decode()

    assert "Pause, reprise le 8 janvier." in page
    assert "Commandes fermées" in page


def test_the_next_distribution_is_one_that_can_still_be_ordered_for(client: Client) -> None:
    closed = opened("Vallée claire", FRIDAY - timedelta(days=4))
    later = make_distribution(closed.collective, FRIDAY + timedelta(days=7))

    page = client.get("/").content.decode()

    assert later.slug in page
    assert closed.slug not in page


def test_farms_that_left_are_not_counted(client: Client) -> None:
    distribution = opened("Vallée claire")
    make_engagement(make_farm(), distribution.collective)
    make_engagement(make_farm(), distribution.collective, state=FarmEngagement.State.ENDED)

    assert "1 producteur <" in read(client.get("/"))


def test_the_map_numbers_the_collectives_as_the_list_does(client: Client) -> None:
    opened("Vallée claire")
    opened("Plateau", FRIDAY + timedelta(days=1))

    page = read(client.get("/"))

    assert page.count('transform="translate(') == 2
    assert 'font-weight="800" fill="var(--c-on-brand)">2</text>' in page
