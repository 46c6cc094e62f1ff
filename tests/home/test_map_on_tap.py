"""The map on tap of `/`, `/fermes/`: offered where the installation names tiles, only there."""

import hashlib
from typing import Any

import pytest
from django.conf import settings as project
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from collectifs.settings.maps import tile_host
from commons.collectives.models import Collective
from farms.models import Farm
from farms.services import create_farm
from tests.factories import MONDAY, make_collective, make_engagement
from tests.home.finding import opened
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LEAFLET = project.ROOT / "site" / "collectifs" / "static" / "vendor" / "leaflet"
TILES = "https://{s}.tiles.example/{z}/{x}/{y}.png"


@pytest.fixture
def tiles(settings: Settings) -> None:
    settings.MAP_TILES, settings.MAP_HOST = TILES, tile_host(TILES)
    settings.MAP_ATTRIBUTION = '© <a href="https://tiles.example">Tuiles</a>'


def test_without_tiles_there_is_no_button(client: Client) -> None:
    opened("Vallée claire")

    page = client.get("/").content.decode()

    assert "data-co-map" not in page
    assert "data-co-pin" not in page
    assert "leaflet" not in page


@pytest.mark.usefixtures("tiles")
def test_the_map_is_offered_with_a_pin_for_each_place_that_has_a_position(client: Client) -> None:
    opened("Vallée claire", latitude=46.87, longitude=4.57)
    opened("Nulle part", latitude=None, longitude=None)

    page = read(client.get("/"))

    assert 'value="2" data-co-pin="46.87 4.57"' in page
    assert page.count("data-co-pin") == 1
    assert f'data-tiles="{TILES}"' in page
    assert "Afficher la carte" in page
    assert "ses images depuis tiles.example" in page
    assert page.index('<ol role="list">') < page.index("data-co-map")


@pytest.mark.usefixtures("tiles")
def test_where_nothing_has_a_position_there_is_no_map(client: Client) -> None:
    opened("Nulle part", latitude=None, longitude=None)

    assert "data-co-map" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("", ""),
        ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
        (TILES, "https://*.tiles.example"),
    ],
)
def test_pictures_may_come_from_the_host_of_the_tiles(address: str, host: str) -> None:
    assert tile_host(address) == host


@pytest.mark.parametrize("address", ["tiles.example", "https://tiles.example/", "/{z}/{x}/{y}"])
def test_what_is_no_address_of_tiles_stops_the_start(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES"):
        tile_host(address)


def test_leaflet_is_as_it_was_vendored_with_its_licence() -> None:
    sums = dict(line.split()[::-1] for line in (LEAFLET / "checksums.txt").read_text().splitlines())

    files = [path for path in LEAFLET.rglob("*") if path.is_file() and path.suffix != ".txt"]
    assert sums == {
        path.relative_to(LEAFLET).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    assert "BSD 2-Clause" in (LEAFLET / "LICENSE").read_text()


def farm_shown(name: str, **shown: Any) -> Farm:
    """It serves a collective and has a position; `shown` is what its page allows."""
    farm = create_farm(name=name, latitude=46.87, longitude=4.57, now=MONDAY)
    make_engagement(farm, Collective.objects.first() or make_collective())
    for field, value in shown.items():
        setattr(farm.page, field, value)
    farm.page.save_revision().publish()
    return farm


@pytest.mark.usefixtures("tiles")
def test_farms_that_show_their_address_have_a_pin_and_the_list_stays_first(
    client: Client,
) -> None:
    farm_shown("Le Pré", show_address=True)
    farm_shown("Discrète")

    page = read(client.get("/fermes/"))

    assert page.count('data-co-pin="46.87 4.57"') == 1
    assert 'value="2" data-co-pin="46.87 4.57"' in page
    assert "2. Le Pré</a>" in page
    assert page.index('class="farms"') < page.index("data-co-map")
    assert "ses images depuis tiles.example" in page


def test_farms_have_no_map_where_the_installation_names_no_tiles(client: Client) -> None:
    farm_shown("Le Pré", show_address=True)

    page = client.get("/fermes/").text

    for words in ("data-co-map", "data-co-pin", "leaflet", "1. Le Pré"):
        assert words not in page


@pytest.mark.usefixtures("tiles")
def test_where_no_farm_shows_where_it_is_there_is_no_map(client: Client) -> None:
    farm_shown("Discrète")

    assert "data-co-map" not in client.get("/fermes/").text
