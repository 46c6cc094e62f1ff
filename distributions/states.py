"""The state of a distribution: told from its dates, never stored."""

from datetime import datetime
from enum import StrEnum

from commons.core.dates import WindowState, window_state
from distributions.models import Distribution


class State(StrEnum):
    PLANNED = "planned"
    PRE_OPEN = "pre_open"
    OPEN = "open"
    CLOSED = "closed"
    UNDER_WAY = "under_way"
    DONE = "done"
    SETTLED = "settled"
    CANCELLED = "cancelled"


def state_of(distribution: Distribution, now: datetime) -> State:
    """Planned → pre-open → open → closed → under way → done → settled, or cancelled.

    Pre-open starts when farms should have answered: they complete their offer. A window with a
    missing date is closed. A single product may have a window of its own, see listings.
    """
    if distribution.cancelled_at:
        return State.CANCELLED
    if distribution.settled_at:
        return State.SETTLED
    if now >= distribution.starts_at:
        return State.UNDER_WAY if now < distribution.ends_at else State.DONE
    return _before(distribution, now)


def _before(distribution: Distribution, now: datetime) -> State:
    window = window_state(now, distribution.opens_at, distribution.closes_at)
    if window is WindowState.OPEN:
        return State.OPEN
    if window is not WindowState.UPCOMING:
        return State.CLOSED
    due = distribution.attendance_due_at
    return State.PRE_OPEN if due and due <= now else State.PLANNED
