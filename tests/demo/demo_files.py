"""Reads the demo's data files once for the tests."""

import csv
import json
from typing import Any

from collectifs.demo.pictures import ICONS
from farms.services.identity import LABELS as LABELS_FILE
from shop.catalogue.services import AISLES as AISLES_FILE

DATA = ICONS.parent


def read_json(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def read_products() -> list[dict[str, str]]:
    with (DATA / "products.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


FARMS: dict[str, dict[str, Any]] = {farm["slug"]: farm for farm in read_json("farms.json")}
COLLECTIVES: dict[str, dict[str, Any]] = {
    collective["slug"]: collective for collective in read_json("collectives.json")
}
AISLES: list[dict[str, Any]] = json.loads(AISLES_FILE.read_text(encoding="utf-8"))
LABELS: set[str] = {label["slug"] for label in json.loads(LABELS_FILE.read_text(encoding="utf-8"))}
PRODUCTS = read_products()


def several(cell: str) -> list[str]:
    """Split a cell that holds values joined by `;`."""
    return cell.split(";") if cell else []


def served(farm: str) -> list[str]:
    """Slugs of the collectives that a farm serves."""
    return [entry["slug"] for entry in FARMS[farm]["collectives"]]
