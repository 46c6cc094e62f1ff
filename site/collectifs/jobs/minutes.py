"""One long-lived process that ticks with each minute of the clock, instead of starting each time.

It may be killed at any moment: what is due is rows, and a row that was not ended is still due. Two
of them do the same work once: every row is held, or claimed, by whoever works on it.
"""

import logging
import signal
from contextlib import suppress
from datetime import datetime

from django.utils import timezone

from collectifs.jobs.services import TickFailed, renew_connections, summary, tick
from commons.core.stopping import Stopped, stop

logger = logging.getLogger(__name__)

# Seconds. A turn that hangs for longer is killed by its alarm, and whoever supervises the process
# starts another.
LONGEST_TURN = 15 * 60


def tick_each_minute() -> None:
    """Do what is due, now and with each minute of the clock, until the process is asked to stop."""
    with suppress(Stopped):
        while True:
            turn(now=timezone.now())
            stop.rest(until_next_minute(timezone.now()))


def turn(*, now: datetime) -> None:
    """One tick; what fails is logged and tried again by the next one."""
    signal.alarm(LONGEST_TURN)
    renew_connections()
    try:
        done = summary(tick(now=now))
    except TickFailed as failure:
        done = summary(failure.counts)
    if done:
        logger.info("tick: %s", done)
    renew_connections()
    signal.alarm(0)


def until_next_minute(now: datetime) -> float:
    """Seconds. With the clock's minutes: what is done once an hour is done in its first one."""
    return 60 - now.second - now.microsecond / 1_000_000
