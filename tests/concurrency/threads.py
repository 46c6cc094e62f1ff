"""Run something in several threads that start together, each with its own connection."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def together[T](works: Iterable[Callable[[], T]]) -> list[T]:
    """The results, in the order of the works; an error of any of them is raised."""
    waiting = list(works)
    start = Barrier(len(waiting))

    def one(work: Callable[[], T]) -> T:
        try:
            start.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(waiting)) as threads:
        return list(threads.map(one, waiting))


def in_turns[T](works: Iterable[Callable[[], T]], *, at_once: int) -> list[Any]:
    """The results of many works, some at a time."""

    def one(work: Callable[[], T]) -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(at_once) as threads:
        return list(threads.map(one, works))
