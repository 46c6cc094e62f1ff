"""One consistent snapshot of the database, and back: SQLite's backup API, PostgreSQL's pg_dump."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo

EMPTY_SCHEMA = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
# What an installation has as soon as somebody uses it; migrations alone write none of these.
IN_USE = ("accounts_user", "collectives_network")
# In a dump: before the rows of a table, after them, and around all of it.
COPIES = re.compile(rb"COPY .* FROM stdin;$")
END_OF_ROWS = b"\\.\n"
SHUTS_PSQL_IN = re.compile(rb"\\(un)?restrict \w+$")
QUIET = "--client-min-messages=warning"


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
    """Plain SQL, with the rows of each table as COPY writes them."""
    _run("pg_dump", "--no-owner", "--no-privileges", f"--file={to}")


def load_postgresql(dump: Path) -> None:
    """In the same transaction that empties the database."""
    connection.close()
    try:
        with psycopg.connect(make_conninfo(**_address(connection), options=QUIET)) as server:
            server.execute(EMPTY_SCHEMA)
            with dump.open("rb") as lines:
                _tell(server, lines)
    except psycopg.Error as error:
        raise BackupRefused(f"PostgreSQL refused the dump: {error}") from error


def _tell(server: psycopg.Connection, lines: Iterator[bytes]) -> None:
    """Hand a dump to the server, and to no client that obeys what an archive says.

    A line that begins with a backslash makes `psql` run programs on this machine; for the server it
    is an error of syntax. The two that newer `pg_dump`s write to shut `psql` in say nothing to it.
    """
    statements: list[bytes] = []
    for line in lines:
        if COPIES.match(line):
            _execute(server, statements)
            with server.cursor().copy(line) as rows:
                for row in takewhile(lambda row: row != END_OF_ROWS, lines):
                    rows.write(row)
        elif not SHUTS_PSQL_IN.match(line):
            statements.append(line)
    _execute(server, statements)


def _execute(server: psycopg.Connection, statements: list[bytes]) -> None:
    server.execute(b"".join(statements))
    statements.clear()


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
    """What PostgreSQL's tools are told by their environment."""
    parts = _address(database)
    names = {"dbname": "PGDATABASE"}
    said = {names.get(part, f"PG{part.upper()}"): value for part, value in parts.items()}
    return said | {"PGOPTIONS": QUIET}


def _address(database: BaseDatabaseWrapper) -> dict[str, str]:
    """Where the database is and how one enters it, as far as that is said, in libpq's words."""
    given = database.settings_dict
    parts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    named = {**parts, "dbname": "NAME"}.items()
    return {part: str(given[name]) for part, name in named if given.get(name)}
