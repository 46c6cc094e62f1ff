"""French communes, taken in from a file."""

import csv
from collections.abc import Iterator
from itertools import batched
from pathlib import Path

from commons.collectives.models import Commune
from commons.core.locking import write
from commons.core.search import fold

DEFAULT_FILE = Path(__file__).resolve().parents[1] / "data" / "communes.csv"
BATCH = 1000


@write
def load_communes(path: Path = DEFAULT_FILE) -> int:
    """Take in a CSV of communes (see `data/README.md` for its columns); returns how many.

    A commune that is there already, under that postcode, is brought up to date.
    """
    count = 0
    with path.open(encoding="utf-8", newline="") as file:
        for rows in batched(_communes(file), BATCH):
            Commune.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["postcode", "name", "department"],
                update_fields=["folded", "latitude", "longitude", "population"],
            )
            count += len(rows)
    return count


def _communes(lines: Iterator[str]) -> Iterator[Commune]:
    for row in csv.DictReader(lines):
        yield Commune(
            name=row["name"],
            folded=fold(row["name"]),
            postcode=row["postcode"],
            department=row["department"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]),
        )
