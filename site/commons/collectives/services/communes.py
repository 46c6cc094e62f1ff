"""French communes, taken in from a file."""

import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import batched
from pathlib import Path

from commons.collectives.models import Commune
from commons.core.locking import write
from commons.core.search import fold

ALL_OF_FRANCE = Path(__file__).resolve().parents[1] / "data" / "communes.csv.gz"
BATCH = 1000
KEY = ("postcode", "name", "department")
KNOWN = ("folded", "latitude", "longitude", "population")

type Row = tuple[str, str, str, str, float | None, float | None, int]
"""The values of `KEY` and `KNOWN`."""


@write
def load_communes(path: Path | None = None) -> int:
    """Take in a CSV of communes, compressed or not; returns how many it has.

    By default every commune of France: see `data/README.md` for the columns. A commune that is
    there already, under that postcode, is brought up to date, at no cost where nothing has changed.
    """
    with _opened(path or ALL_OF_FRANCE) as lines:
        rows = list(_rows(lines))
    known = set(Commune.objects.values_list(*KEY, *KNOWN))
    for some in batched((row for row in rows if row not in known), BATCH):
        Commune.objects.bulk_create(
            [Commune(**dict(zip((*KEY, *KNOWN), row, strict=True))) for row in some],
            update_conflicts=True,
            unique_fields=KEY,
            update_fields=KNOWN,
        )
    return len(rows)


@contextmanager
def _opened(path: Path) -> Iterator[TextIOWrapper]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        yield lines


def _rows(lines: Iterator[str]) -> Iterator[Row]:
    for row in csv.DictReader(lines):
        key = (row["postcode"], row["name"], row["department"])
        position = (_degrees(row["latitude"]), _degrees(row["longitude"]))
        yield (*key, fold(row["name"]), *position, int(row["population"]))


def _degrees(text: str) -> float | None:
    return float(text) if text else None
