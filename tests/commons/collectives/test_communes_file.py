"""The committed cut of the French communes is whole, small, and can be trusted."""

import csv
from pathlib import Path

import commons.collectives

FILE = Path(commons.collectives.__file__).parent / "data" / "communes.csv"


def read() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
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
    assert {row["department"] for row in rows} == {"01", "03", "21", "39", "42", "58", "69", "71"}


def test_a_town_whose_postcode_is_its_own_is_there_too() -> None:
    """No placed town shares 69450: its neighbours, of 694…, say about where it is."""
    saint_cyr = next(row for row in read() if row["name"] == "Saint-Cyr-au-Mont-d'Or")

    assert (saint_cyr["postcode"], saint_cyr["approximate"]) == ("69450", "1")


def test_every_position_lies_in_the_region() -> None:
    for row in read():
        assert 45.2 < float(row["latitude"]) < 48.1, row
        assert 2.2 < float(row["longitude"]) < 6.3, row


def test_the_file_stays_small() -> None:
    assert FILE.stat().st_size < 300_000
