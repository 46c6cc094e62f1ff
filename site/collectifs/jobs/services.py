"""What is due, each minute. Every step finds its own work as rows: a missed tick loses nothing."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import connections

from commons.accounts.services import prune_sessions
from commons.core import outbox, tasks
from commons.core.isolation import isolated
from commons.core.outbox import deliver_due
from commons.core.page_schedule import publish_due
from commons.core.stopping import Stopped, stop
from home.guides.reminders import remind_of_reviews
from shop.basket.visitors import prune_visitors_baskets
from shop.listings.facts import hand_over_due
from shop.order.late_drafts import drop_late_drafts, remind_of_drafts
from shop.reporting.services import process_due_closings, prune_papers, send_due_differences

logger = logging.getLogger(__name__)


class Step(Protocol):
    """Idempotent; does what is due at `now` and returns how many things it did."""

    def __call__(self, *, now: datetime) -> int: ...


PRUNES: Sequence[Step] = (
    *(outbox.prune, tasks.prune, prune_papers, prune_sessions, prune_visitors_baskets),
)


def drop_old_rows(*, now: datetime) -> int:
    """Once an hour: a batch of each kind of row that need not be kept any longer."""
    if now.minute:
        return 0
    gone = 0
    with isolated("old rows") as alone:
        for prune in PRUNES:
            with alone(prune.__module__):
                gone += prune(now=now)
    return gone


# Closings first: farms wait for them. Mails last, and only for so long: they carry what the other
# steps wrote, and a mail server may be slow.
STEPS: Sequence[tuple[str, Step]] = (
    ("closings", process_due_closings),
    ("differences", send_due_differences),
    ("drafts reminded of", remind_of_drafts),
    ("drafts dropped", drop_late_drafts),
    ("goods handed over", hand_over_due),
    ("pages published or taken away", publish_due),
    ("guides to review", remind_of_reviews),
    ("old rows dropped", drop_old_rows),
    ("mails", deliver_due),
)


class TickFailed(Exception):
    """Some steps failed, after all were tried; `counts` is what the others did."""

    def __init__(self, failed: Sequence[str], counts: dict[str, int]) -> None:
        super().__init__(f"failed: {', '.join(failed)}")
        self.failed = failed
        self.counts = counts


def tick(*, now: datetime) -> dict[str, int]:
    """Run every step, whatever becomes of the others; how many things each did.

    None any more once the process was asked to stop. Raises TickFailed when one failed: its error
    is logged, and it is tried again next minute.
    """
    counts: dict[str, int] = {}
    failed = []
    for name, step in STEPS:
        try:
            stop.heed()
            counts[name] = step(now=now)
        except Stopped:
            break
        except Exception:  # one failing step must not stop the others
            logger.exception("step %s of the tick failed", name)
            failed.append(name)
            renew_connections()
    if failed:
        raise TickFailed(failed, counts)
    return counts


def renew_connections() -> None:
    """Give back those that are old, and drop those that died with a server that was restarted."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def summary(counts: dict[str, int]) -> str:
    """Only what was done: a minute without work says nothing in the log."""
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count)
