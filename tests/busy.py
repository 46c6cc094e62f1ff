"""A database that another writer holds, as SQLite says it after a while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

WRITES = ("INSERT", "UPDATE", "DELETE")


@contextmanager
def busy(table: str, times: int = 100) -> Iterator[list[str]]:
    """Refuse writes of a table, some times; what was refused."""
    refused: list[str] = []

    def refuse(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> object:
        if sql.startswith(WRITES) and f'"{table}"' in sql and len(refused) < times:
            refused.append(sql)
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield refused
