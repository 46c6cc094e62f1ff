"""Questions about distributions, in the domain's words."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import F, Q, QuerySet

from commons.core.dates import last_closed
from commons.core.questions import Moment, earlier

# A distribution is over within a week of its start: its services refuse a longer one.
LONGEST = timedelta(days=7)


class DistributionQuerySet(QuerySet[Any]):
    """Distributions; a manager's code starts with `.of(collective)`."""

    def of(self, collective: object) -> Self:
        return self.filter(collective=collective)

    def standing(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def selling(self) -> Self:
        """Not in a pause of their collective."""
        return self.filter(is_selling())

    def open_at(self, now: datetime) -> Self:
        """Those whose own window is open."""
        return self.standing().filter(opens_at__lte=now, closes_at__gt=last_closed(now))

    def upcoming(self, now: datetime) -> Self:
        """Those that have not ended, the next first."""
        return self.filter(is_upcoming(now)).order_by("starts_at", "id")


def is_selling() -> Q:
    ends = Q(collective__paused_until__isnull=True) | Q(collective__paused_until__gte=F("day"))
    return ~Q(ends, collective__paused_from__lte=F("day"))


def is_upcoming(now: Moment) -> Q:
    """Its bound on the start lets the index by date leave out the years that are past."""
    return Q(cancelled_at__isnull=True, starts_at__gte=earlier(now, LONGEST), ends_at__gte=now)


class AttendanceQuerySet(QuerySet[Any]):
    """Presences of farms."""

    def present(self) -> Self:
        return self.filter(state="present")
