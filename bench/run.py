"""`make bench`: measures on both databases, writes `bench/results.json`, names missed budgets.

`--only sqlite` measures one, `--network young` one of the networks. BENCH_KEEP names a folder where
data and logs stay for the next run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.budgets import DATABASES, NETWORKS, POSTGRESQL
from bench.judging import missed
from bench.machine import ROOT
from bench.table import table

RESULTS = ROOT / "bench" / "results.json"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=DATABASES, help="one database instead of both")
    parser.add_argument("--network", choices=NETWORKS, help="one network instead of both")
    typed = parser.parse_args(arguments)
    databases = [typed.only] if typed.only else list(DATABASES)
    networks = [typed.network] if typed.network else list(NETWORKS)
    with run_folder() as folder:
        results = {
            database: measured(database, folder / database, networks) for database in databases
        }
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    print(table(results))
    return said(missed(results, databases, networks))


@contextmanager
def run_folder() -> Iterator[Path]:
    if kept := os.environ.get("BENCH_KEEP"):
        yield Path(kept).resolve()
        return
    with tempfile.TemporaryDirectory(prefix="collectifs-bench-") as made:
        yield Path(made)


def measured(database: str, folder: Path, networks: Sequence[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.measure", database, str(folder), *networks]
    server = ["tools/with_postgres"] if database == POSTGRESQL else []
    if subprocess.run([*server, *command], cwd=ROOT).returncode:
        sys.exit(f"{database} could not be measured.")
    figures: dict[str, Any] = json.loads((folder / "figures.json").read_text())
    return figures


def said(misses: Sequence[str]) -> int:
    for each in misses:
        print(f"MISSED  {each}", file=sys.stderr)
    if not misses:
        print("\nEvery budget is kept.")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
