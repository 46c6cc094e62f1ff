"""The demo's files agree with each other and with what the issue asks of the demo network."""

import re
from collections import Counter
from math import cos, dist, radians
from pathlib import Path

import pytest

from collectifs.demo import pictures, scenes
from farms.validators import is_siret
from home.blocks import CollectiveBlocks
from tests.demo.demo_files import AISLES, COLLECTIVES, FARMS, PRODUCTS, read_json, served

CSS = Path(__file__).resolve().parents[2] / "site" / "collectifs" / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
COUCHES = (46.8667, 4.5667)


def kilometres_from_couches(place: dict[str, float]) -> float:
    north = (place["latitude"] - COUCHES[0]) * 111.2
    east = (place["longitude"] - COUCHES[1]) * 111.2 * cos(radians(COUCHES[0]))
    return dist((0, 0), (north, east))


def test_the_network_has_its_size() -> None:
    assert len(COLLECTIVES) == 3
    assert len(FARMS) == 18
    assert len(AISLES) == 12
    assert 340 <= len(PRODUCTS) <= 360
    assert len(read_json("people.json")) >= 60


def test_two_farms_serve_two_collectives_and_one_comes_every_second_week() -> None:
    assert Counter(len(served(farm)) for farm in FARMS) == {1: 16, 2: 2}
    weeks = [entry["every_weeks"] for farm in FARMS.values() for entry in farm["collectives"]]
    assert Counter(weeks) == {1: 19, 2: 1}


def test_vallee_claire_has_twelve_farms_and_a_hundred_products_in_november() -> None:
    farms = {farm for farm in FARMS if "vallee-claire" in served(farm)}
    in_season = [
        product
        for product in PRODUCTS
        if product["farm"] in farms
        and (not product["season_months"] or "11" in product["season_months"].split(";"))
    ]

    assert len(farms) == 12
    assert len(in_season) >= 100


def test_one_farm_is_in_franchise_and_one_sells_the_eggs_of_a_neighbour() -> None:
    regimes = Counter(farm["vat_regime"] for farm in FARMS.values())
    neighbours = {product["produced_by"] for product in PRODUCTS} - {""}

    assert regimes["franchise"] == 1
    assert set(regimes) == {"real", "franchise", "flat_rate"}
    assert neighbours < {farm["name"] for farm in FARMS.values()}
    assert len(neighbours) == 1


def test_each_farm_can_be_shown_and_reached() -> None:
    for slug, farm in FARMS.items():
        assert is_siret(farm["siret"]), slug
        assert farm["phone"].startswith("06 39 98 "), slug
        assert farm["email"].endswith(".example"), slug
        assert set(served(slug)) <= set(COLLECTIVES), slug
        assert any(member["role"] == "manages" for member in farm["members"]), slug
        assert farm["presentation"].count(".") >= 2, slug
        assert kilometres_from_couches(farm) < 25, slug


def test_sirets_and_member_mails_are_unique() -> None:
    sirets = Counter(farm["siret"] for farm in FARMS.values())
    mails = Counter(member["email"] for farm in FARMS.values() for member in farm["members"])

    assert set(sirets.values()) == {1}
    assert set(mails.values()) == {1}


@pytest.mark.parametrize(
    ("slug", "kilometres"), [("vallee-claire", 3), ("trois-ponts", 7), ("plateau", 12)]
)
def test_a_collective_lies_where_the_pictures_say(slug: str, kilometres: int) -> None:
    place = COLLECTIVES[slug]["places"][0]

    assert round(kilometres_from_couches(place)) == kilometres
    assert COLLECTIVES[slug]["contact_email"].endswith("@sillon.example")
    assert len(COLLECTIVES[slug]["presentation"]) <= 300


@pytest.mark.parametrize("slug", COLLECTIVES)
def test_a_collective_names_the_aisles_its_farms_fill(slug: str) -> None:
    filled = {product["aisle"] for product in PRODUCTS if slug in served(product["farm"])}

    assert set(COLLECTIVES[slug]["aisles"]) == filled


def test_each_aisle_has_products_and_a_tint() -> None:
    used = {product["aisle"] for product in PRODUCTS}

    assert {aisle["slug"] for aisle in AISLES} == used
    assert used <= set(re.findall(r"--t-(\w+):", TOKENS))


def test_every_farm_tells_of_itself_and_there_are_twelve_pieces_of_news() -> None:
    told, news = read_json("farm_pages.json"), read_json("news.json")

    assert set(told) == set(FARMS)
    assert all(page["story"] and page["practices"] for page in told.values())
    assert len(news) == 12
    assert {one["collective"] for one in news} == set(COLLECTIVES)
    assert all(len(one["summary"]) <= 250 and one["text"] for one in news)


def test_pictures_of_the_sites_are_drawn_from_what_there_is() -> None:
    farm_pages = read_json("farm_pages.json").values()
    events = read_json("events.json")
    gallery = [one for page in farm_pages for one in page.get("gallery", ())]

    for drawn in (
        *farm_pages,
        *gallery,
        *events,
        *read_json("news.json"),
        *read_json("sites.json").values(),
    ):
        assert drawn["light"] in scenes.LIGHTS
        assert drawn["picture_text"]
        assert all((pictures.ICONS / f"{icon}.png").exists() for icon in drawn["icons"])


def test_the_homes_of_collectives_are_told_apart() -> None:
    homes = read_json("sites.json")

    assert set(homes) == set(COLLECTIVES)
    assert len({tuple(name for name, _said in home["blocks"]) for home in homes.values()}) == 3
    known = set(CollectiveBlocks().child_blocks)
    assert all(name in known for home in homes.values() for name, _said in home["blocks"])
