"""One consistent snapshot of the database, and back: SQLite's backup API, PostgreSQL's pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

EMPTY_SCHEMA = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
# What an installation has as soon as somebody uses it; migrations alone write none of these.
IN_USE = ("accounts_user", "collectives_network")


class BackupRefused(Exception):
    """Nothing was changed; the text tells the operator, in English, what to do."""


class Engine(NamedTuple):
    """`file` is the dump's name in the archive; `load` leaves the old content if it fails."""

    file: str
    dump: Callable[[Path], None]
    load: Callable[[Path], None]


def engine() -> Engine:
    return ENGINES[connection.vendor]


def is_in_use() -> bool:
    """Whether the database holds something: ours with a network or a user, or somebody else's."""
    tables = set(connection.introspection.table_names())
    if tables and "django_migrations" not in tables:
        return True
    with connection.cursor() as cursor:
        for table in tables.intersection(IN_USE):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  (names of ours)
            if cursor.fetchone():
                return True
    return False


def dump_sqlite(to: Path) -> None:
    with closing(sqlite3.connect(to)) as copy:
        _sqlite().backup(copy)


def load_sqlite(dump: Path) -> None:
    """Others who have the file open wait meanwhile, and then see the restored database."""
    with closing(sqlite3.connect(f"{dump.as_uri()}?mode=ro", uri=True)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupRefused("The database in the archive is damaged.")
        copy.backup(_sqlite())


def _sqlite() -> sqlite3.Connection:
    connection.ensure_connection()
    raw: sqlite3.Connection = connection.connection
    return raw


def dump_postgresql(to: Path) -> None:
    """Plain SQL: `psql` loads it in the same transaction that empties the database."""
    _run("pg_dump", "--no-owner", "--no-privileges", f"--file={to}")


def load_postgresql(dump: Path) -> None:
    connection.close()
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _run("psql", *options, f"--command={EMPTY_SCHEMA}", f"--file={dump}")


ENGINES: Mapping[str, Engine] = {
    "sqlite": Engine("database.sqlite3", dump_sqlite, load_sqlite),
    "postgresql": Engine("database.sql", dump_postgresql, load_postgresql),
}


def _run(program: str, *options: str) -> None:
    """Run one of PostgreSQL's own tools on our database; the password is in no command line."""
    if not shutil.which(program):
        raise BackupRefused(f"{program} is needed (Debian: apt install postgresql-client).")
    done = subprocess.run(  # noqa: S603  (our own words only)
        [program, *options],
        env={**os.environ, **_environment(connection)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise BackupRefused(f"{program} stopped: {done.stderr.strip()}")


def _environment(database: BaseDatabaseWrapper) -> dict[str, str]:
    given = database.settings_dict
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    said = {variable: str(given[name]) for variable, name in names.items() if given.get(name)}
    return said | {"PGOPTIONS": "--client-min-messages=warning"}
