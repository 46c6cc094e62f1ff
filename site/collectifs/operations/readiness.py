"""Whether this process can serve: names of what it lacks, never why in words."""

import logging
import pkgutil
from collections.abc import Callable
from functools import cache as remembered
from importlib.util import find_spec

from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

logger = logging.getLogger(__name__)


class Unready(Exception):
    """Something answers, but not as it must."""


def not_ready() -> list[str]:
    """ "database", "migrations", "cache": those that fail, in this order; empty when ready."""
    return [name for name, check in CHECKS.items() if _fails(name, check)]


def _fails(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception as error:  # noqa: BLE001  (whatever is broken, the answer names it)
        logger.warning("not ready: %s (%s)", name, type(error).__name__)
        return True
    return False


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """Every migration of the code is noted as applied; their files are named, not read."""
    applied = MigrationRecorder(connection).applied_migrations()
    if not written_migrations() <= set(applied):
        raise Unready


def check_cache() -> None:
    cache.set("readyz", "ok", 10)
    if cache.get("readyz") != "ok":
        raise Unready


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
}


@remembered
def written_migrations() -> frozenset[tuple[str, str]]:
    """(app, migration) of every file that the installed apps bring."""
    return frozenset(
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in pkgutil.iter_modules(_folders(app.label))
        if not module.name.startswith("_")
    )


def _folders(app_label: str) -> list[str]:
    name, _ = MigrationLoader.migrations_module(app_label)
    spec = find_spec(name) if name else None
    return list(spec.submodule_search_locations or []) if spec else []
