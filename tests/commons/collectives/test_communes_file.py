"""The file of the French communes is whole, small, and can be trusted."""

import csv
import gzip
from functools import cache
from pathlib import Path

import commons.collectives

FILE = Path(commons.collectives.__file__).parent / "data" / "communes.csv.gz"
PLACES = {"71490": (46.9, 4.6), "75001": (48.9, 2.3), "29200": (48.4, -4.5), "97400": (-20.9, 55.4)}
NEAR = 0.3  # degrees


@cache
def read() -> list[dict[str, str]]:
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_town_of_the_demo_has_its_own_position() -> None:
    couches = next(row for row in read() if row["name"] == "Couches")

    assert couches == {
        "name": "Couches",
        "postcode": "71490",
        "department": "71",
        "latitude": "46.8667",
        "longitude": "4.5667",
        "population": "1213",
        "approximate": "0",
    }


def test_a_commune_appears_once_under_each_postcode() -> None:
    rows = read()

    assert len({(row["postcode"], row["name"], row["department"]) for row in rows}) == len(rows)


def test_every_commune_is_there() -> None:
    communes = {(row["department"], row["name"]) for row in read()}

    assert len(communes) == 34_964
    mainland = {f"{n:02}" for n in range(1, 96)} - {"20"} | {"2A", "2B"}
    overseas = {f"97{n}" for n in range(1, 9)} | {"986", "987", "988", "989"}
    assert {department for department, _name in communes} == mainland | overseas
    assert {row["postcode"] for row in read() if row["name"] == "Paris"} == {
        *(str(75000 + n) for n in range(1, 21)),
        "75116",
    }


def test_a_town_whose_postcode_is_its_own_is_there_too() -> None:
    """No placed town shares 69450: its neighbours, of 694…, say about where it is."""
    saint_cyr = next(row for row in read() if row["name"] == "Saint-Cyr-au-Mont-d'Or")

    assert (saint_cyr["postcode"], saint_cyr["approximate"]) == ("69450", "1")


def test_positions_are_where_one_expects_them() -> None:
    for postcode, (latitude, longitude) in PLACES.items():
        row = next(row for row in read() if row["postcode"] == postcode)
        assert abs(float(row["latitude"]) - latitude) < NEAR, row
        assert abs(float(row["longitude"]) - longitude) < NEAR, row


def test_every_position_of_the_mainland_lies_in_it() -> None:
    for row in read():
        if row["latitude"] and not row["department"].startswith(("97", "98")):
            assert 41.3 < float(row["latitude"]) < 51.1, row
            assert -5.2 < float(row["longitude"]) < 9.6, row


def test_few_have_no_position() -> None:
    nowhere = [row for row in read() if not row["latitude"]]

    assert 0 < len(nowhere) < 200
    assert all(not row["longitude"] and row["approximate"] == "0" for row in nowhere)


def test_the_file_stays_small() -> None:
    """Compressed: of all of France, three times what eight départements took as a text."""
    assert FILE.stat().st_size < 500_000
