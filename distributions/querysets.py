"""Questions about distributions, in the domain's words."""

from datetime import datetime
from typing import Any, Self

from django.db.models import F, Q, QuerySet

from commons.core.dates import last_closed


class DistributionQuerySet(QuerySet[Any]):
    """Distributions; a manager's code starts with `.of(collective)`."""

    def of(self, collective: object) -> Self:
        return self.filter(collective=collective)

    def standing(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def selling(self) -> Self:
        """Not in a pause of their collective."""
        ends = Q(collective__paused_until__isnull=True) | Q(collective__paused_until__gte=F("day"))
        return self.exclude(ends, collective__paused_from__lte=F("day"))

    def open_at(self, now: datetime) -> Self:
        """Those whose own window is open."""
        return self.standing().filter(opens_at__lte=now, closes_at__gt=last_closed(now))

    def upcoming(self, now: datetime) -> Self:
        """Those that have not ended, the next first."""
        return self.standing().filter(ends_at__gte=now).order_by("starts_at", "id")


class AttendanceQuerySet(QuerySet[Any]):
    """Presences of farms."""

    def present(self) -> Self:
        return self.filter(state="present")
