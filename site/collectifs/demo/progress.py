"""Shows what the demo does: one line per step, with how many things and how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from commons.core.typography import NBSP


class Progress:
    """Writes the name of a step when it begins, and what came of it when it ends."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    @contextmanager
    def step(self, name: str) -> Iterator[Callable[[int], None]]:
        """Yields what takes the count of the things made."""
        counts: list[int] = []
        started = time.monotonic()
        self._write(f"   {name:<34}")
        yield counts.append
        seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
        count = str(sum(counts)) if counts else ""
        self._write(f"{count:>6}   {seconds:>5}{NBSP}s\n")
