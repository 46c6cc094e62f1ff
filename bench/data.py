"""The data of a run: built, or loaded from the folder that BENCH_KEEP names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.budgets import POSTGRESQL
from bench.machine import ROOT, until

BLANK = "blank"
"""The database with tables alone: migrated once, copied for each network."""
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


def url(database: str, network: str, folder: Path) -> str:
    """Each network has a database of its own; on PostgreSQL of the server that is given."""
    if database == POSTGRESQL:
        return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{network}"
    return f"sqlite:///{folder}/{network}.sqlite3"


def prepare(database: str, network: str, folder: Path) -> None:
    """Tables and rows in the database of the environment."""
    kept = folder / f"{network}.dump" if os.environ.get("BENCH_KEEP") else None
    if kept and kept.exists():
        load(database, network, kept)
    else:
        copy_of_blank(database, network, folder)
        run(sys.executable, "-m", "bench.network", "--scale", network)
        if kept:
            save(database, kept)
    manage("migrate", "--verbosity", "0")
    if database == POSTGRESQL:
        psql("VACUUM ANALYZE", os.environ["DATABASE_URL"])


def copy_of_blank(database: str, network: str, folder: Path) -> None:
    marker = folder / f"{BLANK}.sqlite3"
    if not marker.exists():
        if database == POSTGRESQL:
            psql(f"CREATE DATABASE {BLANK}")
        given = os.environ | {"DATABASE_URL": url(database, BLANK, folder)}
        run(sys.executable, "manage.py", "migrate", "--verbosity", "0", env=given)
        marker.touch()
    if database == POSTGRESQL:
        psql(f"CREATE DATABASE {network} TEMPLATE {BLANK}")
    else:
        shutil.copyfile(marker, sqlite_file())


def save(database: str, kept: Path) -> None:
    if database == POSTGRESQL:
        run("pg_dump", "--format=custom", f"--file={kept}", os.environ["DATABASE_URL"])
    else:
        run(sys.executable, "-c", VACUUM, str(sqlite_file()), str(kept))


def load(database: str, network: str, kept: Path) -> None:
    if database == POSTGRESQL:
        psql(f"CREATE DATABASE {network}")
        run("pg_restore", f"--dbname={os.environ['DATABASE_URL']}", "--no-owner", str(kept))
    else:
        shutil.copyfile(kept, sqlite_file())


def make_durable() -> None:
    """A commit waits for the disk; the throw-away server did not while the data was made."""
    for setting in DURABLE:
        psql(f"ALTER SYSTEM SET {setting} = on")
    psql("SELECT pg_reload_conf()")
    until(lambda: all(shown(setting) == "on" for setting in DURABLE))
    psql("CHECKPOINT")


def shown(setting: str) -> str:
    command = ("psql", "--tuples-only", "--no-align", "--command", f"SHOW {setting}", "postgres")
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def manage(*arguments: str) -> None:
    run(sys.executable, "manage.py", *arguments)


def psql(statement: str, where: str = "postgres") -> None:
    run("psql", "--quiet", "--tuples-only", "--output=/dev/null", "--command", statement, where)


def run(*command: str, env: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=ROOT, check=True, env=env)


def sqlite_file() -> Path:
    return Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))


VACUUM = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM INTO ?', sys.argv[2:])"
