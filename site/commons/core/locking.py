"""Two writers at once: who holds what, and what is tried again. See `docs/locks.md`."""

import random
import time
from collections.abc import Callable

from django.db import OperationalError
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


def patiently[T](work: Callable[[], T]) -> T:
    """Do a whole transaction, again where the database was locked or two writers met.

    Not inside a transaction. Raises ``Busy`` after the last try.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except OperationalError as error:
            if not _is_contention(error):
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


def _is_contention(error: OperationalError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    return state in _CONTENDED or "locked" in str(error)
