"""Rows that are worked through one after the other: one that fails stops none of its neighbours."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from commons.core.stopping import stop

logger = logging.getLogger(__name__)

type Alone = Callable[[object], AbstractContextManager[None]]
"""Given the uid of a row: the scope in which the row is worked on."""


@contextmanager
def isolated(work: str) -> Iterator[Alone]:
    """Give each row a scope of its own; what fails in it is logged with the row's uid, and kept.

        with isolated("closings") as alone:
            for closing in due:
                with alone(closing.uid):
                    process(closing)

    Scopes may stand in each other. Not inside a transaction: each row has its own. What failed is
    still due, so the next tick tries it again. Raises ``ExceptionGroup`` once all were tried, and
    ``Stopped`` before the next row where the process was asked to stop.
    """
    failures: list[Exception] = []

    @contextmanager
    def alone(uid: object) -> Iterator[None]:
        stop.heed()
        try:
            yield
        except Exception as error:
            logger.exception("%s: %s failed", work, uid)
            failures.append(error)

    yield alone
    if failures:
        raise ExceptionGroup(f"{work} that failed", failures)
