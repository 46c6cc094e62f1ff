"""Copies of the test database: milliseconds to put back, where a flush takes seconds."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.contrib.sites.models import Site
from django.core.cache import cache
from django.db import connection


class Snapshots:
    """Named copies in a folder; the database is a SQLite file, which the server reads too."""

    def __init__(self, folder: Path) -> None:
        assert connection.vendor == "sqlite", "browser tests run on SQLite"
        assert "test" in Path(connection.settings_dict["NAME"]).name
        self._folder = folder

    def __contains__(self, name: str) -> bool:
        return self._path(name).exists()

    def take(self, name: str) -> None:
        with closing(sqlite3.connect(self._path(name))) as copy:
            _database().backup(copy)

    def put_back(self, name: str) -> None:
        with closing(sqlite3.connect(self._path(name))) as copy:
            copy.backup(_database())
        cache.clear()
        Site.objects.clear_cache()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"


def _database() -> sqlite3.Connection:
    connection.ensure_connection()
    database = connection.connection
    assert isinstance(database, sqlite3.Connection)
    return database
