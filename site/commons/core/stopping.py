"""Asks a process that works through rows to stop: it ends the row at hand and begins no other."""

import signal
from time import sleep


class Stopped(BaseException):
    """The process was asked to stop; what it has not begun is still due."""


class Stop:
    """Whether the process was asked to stop. Nobody asks one that does not listen: the web."""

    def __init__(self) -> None:
        self.is_asked = False
        self._rests = False

    def listen(self) -> None:
        """SIGTERM and SIGINT ask, from now on."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.ask)

    def ask(self, *_signal: object) -> None:
        self.is_asked = True
        if self._rests:
            raise Stopped

    def heed(self) -> None:
        """Called between two rows. Raises ``Stopped``."""
        if self.is_asked:
            raise Stopped

    def rest(self, seconds: float) -> None:
        """Sleep; whoever asks ends it at once. Raises ``Stopped``."""
        self._rests = True
        try:
            self.heed()  # asked a moment ago, when nothing woke us yet
            sleep(seconds)
        finally:
            self._rests = False


stop = Stop()
