"""Reads the files of `data/`, which describe the demo network (see the README there)."""

import csv
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def read_json(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def read_text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def read_products() -> list[dict[str, str]]:
    """The rows of `products.csv`; every cell is a text, blank where there is nothing."""
    with (DATA / "products.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def several(cell: str) -> list[str]:
    """Split a cell that holds values joined by `;`."""
    return cell.split(";") if cell else []
