"""An empty database beside that of the test, of the same kind, which a process of its own uses."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

SHOW = "from tests.operations.other_database import rows_by_table; print(repr(rows_by_table()))"


def rows_by_table() -> dict[str, list[str]]:
    """Every row of every table of this database, as text."""
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        found = {}
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608  (its own names)
            found[name] = sorted(map(as_text, cursor.fetchall()))
    return found


def as_text(row: tuple[Any, ...]) -> str:
    return repr([bytes(each) if isinstance(each, memoryview) else each for each in row])


class Other:
    """`manage.py` on another database and media folder; nothing is migrated there."""

    def __init__(self, url: str, media: Path) -> None:
        self.url = url
        self.media = media

    def manage(self, *arguments: str, fails: bool = False) -> str:
        """What the command said; `fails` where it must."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "collectifs.settings.development",
                "DATABASE_URL": self.url,
                "MEDIA_ROOT": str(self.media),
            },
            capture_output=True,
            text=True,
        )
        assert bool(done.returncode) is fails, done.stderr
        return done.stderr if fails else done.stdout

    def rows_by_table(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = eval(self.manage("shell", "--no-imports", "-c", SHOW))  # noqa: S307
        return found


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Other]:
    media = tmp_path / "other-media"
    if connection.vendor == "sqlite":
        yield Other(f"sqlite:///{tmp_path}/other.sqlite3", media)
        return
    name = f"other_{uuid4().hex[:12]}"
    given = connection.settings_dict
    address = f"{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield Other(f"postgres://{address}/{name}", media)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
