"""Two writers at once: who holds what, and what is tried again. See `docs/locks.md`."""

import random
import time
from collections.abc import Callable, Iterable
from copy import copy
from functools import wraps

from django.db import OperationalError, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused

TRIES = 3
PAUSE = 0.05  # seconds, more at each try
# PostgreSQL: serialization failure, deadlock, lock not available.
_CONTENDED = {"40001", "40P01", "55P03"}


class Busy(Refused):
    """Another writer held the database for too long; nothing was stored."""

    sentence = _("Many people are ordering right now. Nothing is lost: try again in a moment.")


def write[**P, T](service: Callable[P, T]) -> Callable[P, T]:
    """Make a service one transaction: all of it or nothing, and again where two writers met.

    Called inside another transaction it is a part of that one, and whoever opened it tries again.
    Each try finds the rows among its arguments as they were given. Raises ``Busy``.
    """

    @wraps(service)
    def written(*args: P.args, **kwargs: P.kwargs) -> T:
        if transaction.get_connection().in_atomic_block:
            with transaction.atomic():
                return service(*args, **kwargs)
        given = _rows_as_given((*args, *kwargs.values()))

        def attempt() -> T:
            try:
                with transaction.atomic():
                    return service(*args, **kwargs)
            except OperationalError:
                _put_back(given)
                raise

        return patiently(attempt)

    return written


def patiently[T](work: Callable[[], T]) -> T:
    """Do a whole transaction, again where the database was locked or two writers met.

    Not inside a transaction. Raises ``Busy`` after the last try.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except OperationalError as error:
            if not is_contention(error):
                raise
            if attempt < TRIES:
                time.sleep(PAUSE * attempt * random.uniform(0.5, 1.5))  # noqa: S311  (no secret)
    raise Busy


def hold_rows[M: Model](rows: QuerySet[M], *, to_delete: bool = False) -> list[M]:
    """Some rows by id, held until the end of the transaction.

    By id, so that two who hold several never wait for each other. Others may still refer to them,
    unless they are held `to_delete`.
    """
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=not to_delete))


def is_contention(error: Exception) -> bool:
    """Whether the same again, in a moment, may well succeed."""
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state in _CONTENDED or "locked" in str(error)


def _rows_as_given(arguments: Iterable[object]) -> list[tuple[Model, Model]]:
    """Rows with copies of them; not by `isinstance`, which takes a lazy user for the user."""
    rows = (row for row in arguments if issubclass(type(row), Model))
    return [(row, copy(row)) for row in rows if isinstance(row, Model)]


def _put_back(given: Iterable[tuple[Model, Model]]) -> None:
    """The database has taken back what a try wrote; here goes what it left in memory."""
    for row, before in given:
        vars(row).clear()
        vars(row).update(vars(copy(before)))
