"""Let two threads meet at chosen statements: the one waits there until the other is so far."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from django.db import connection

# Seconds. A thread that can come does so, however busy the machine; one that a lock stops does not.
SLOWEST, PATIENCE = 60, 2


@dataclass(frozen=True)
class Meeting:
    """`reached` by the one thread, waited for by the other; only once."""

    reached: Event = field(default_factory=Event)

    @contextmanager
    def after(self, *words: str) -> Iterator[None]:
        """This thread reaches the meeting once it has run a statement with these words."""

        def run(execute: Callable[..., Any], sql: str, *rest: Any) -> object:
            done = execute(sql, *rest)
            if all(word in sql for word in words):
                self.reached.set()
            return done

        with connection.execute_wrapper(run):
            yield

    @contextmanager
    def before(self, *words: str, tells: "Meeting | None" = None) -> Iterator[None]:
        """This thread waits for the other before it runs a statement with these words.

        The other may wait to be told that it is there.
        """

        def run(execute: Callable[..., Any], sql: str, *rest: Any) -> object:
            if all(word in sql for word in words):
                if tells:
                    tells.reached.set()
                self.reached.wait(PATIENCE)
            return execute(sql, *rest)

        with connection.execute_wrapper(run):
            yield
