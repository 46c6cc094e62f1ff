"""Names in lists stand as in a dictionary: Dupont, Écuyer, Œuvrard, Zola.

One way for each place: `by_name` where the database sorts, `place_in_alphabet` where Python does.
"""

from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, F, Func, Q

from commons.core.search import fold

FUNCTION = "place_in_alphabet"
LAST_LETTERS = "zzzz"  # after whatever a name goes on with
# Signs that part words, as `fold` reads them; ICU would give each a place of its own.
PARTING = "-‑–'’.,()&/"

place_in_alphabet = lru_cache(maxsize=8192)(fold)
"""The key that sorts a name."""


class by_name(Func):
    """A text to order by; no list of names is sorted by the text itself."""

    function = FUNCTION
    arity = 1
    output_field = CharField()

    def __init__(self, column: str | F, **extra: Any) -> None:
        super().__init__(column, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        """By ICU, which every PostgreSQL is built with."""
        signs, spaces = PARTING.replace("'", "''"), " " * len(PARTING)
        template = f"translate(%(expressions)s, '{signs}', '{spaces}') COLLATE \"und-x-icu\""
        return self.as_sql(compiler, connection, template=template)


def beginning(column: str, text: str) -> Q:
    """Whether a folded text begins so; by its index, which a `LIKE` on SQLite does not use.

    From the text to after all that begin with it, whichever way the database sorts.
    """
    return Q(**{f"{column}__range": (text, text + LAST_LETTERS)}, **{f"{column}__startswith": text})


def teach(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    """Give SQLite the function, each time that a connection opens."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, _or_none, deterministic=True)


def _or_none(name: str | None) -> str | None:
    return None if name is None else place_in_alphabet(name)
