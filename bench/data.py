"""The network-scale data of a run: built, or loaded from the folder that BENCH_KEEP names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.budgets import POSTGRESQL
from bench.machine import ROOT


def prepare(database: str, folder: Path) -> None:
    """Tables and rows in the database of the environment, static files beside."""
    kept = folder / "data.dump" if os.environ.get("BENCH_KEEP") else None
    if kept and kept.exists():
        load(database, kept)
    else:
        manage("migrate", "--verbosity", "0")
        run(sys.executable, "-m", "bench.network")
        if kept:
            save(database, kept)
    manage("migrate", "--verbosity", "0")
    manage("collectstatic", "--no-input", "--verbosity", "0")
    if database == POSTGRESQL:
        run("psql", "--quiet", "--command", "VACUUM ANALYZE")


def manage(*arguments: str) -> None:
    run(sys.executable, "manage.py", *arguments)


def run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


def save(database: str, kept: Path) -> None:
    if database == POSTGRESQL:
        run("pg_dump", "--format=custom", f"--file={kept}")
    else:
        run(sys.executable, "-c", VACUUM, str(sqlite_file()), str(kept))


def load(database: str, kept: Path) -> None:
    if database == POSTGRESQL:
        run("pg_restore", "--dbname=postgres", "--no-owner", str(kept))
    else:
        shutil.copyfile(kept, sqlite_file())


def sqlite_file() -> Path:
    return Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))


VACUUM = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM INTO ?', sys.argv[2:])"
