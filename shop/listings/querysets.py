"""Questions about listings: what can be ordered at a moment, and until when."""

from datetime import datetime
from typing import Any, Self

from django.db.models import DateTimeField, F, Q, QuerySet
from django.db.models.functions import Coalesce

from distributions.querysets import LAST_SECOND

WINDOW = DateTimeField()


class ListingQuerySet(QuerySet[Any]):
    """Listings of distributions."""

    def with_window(self) -> Self:
        """Adds `window_opens_at` and `window_closes_at`: own, else the farm's, else the default."""
        return self.annotate(
            window_opens_at=Coalesce(
                "opens_at", "attendance__opens_at", "distribution__opens_at", output_field=WINDOW
            ),
            window_closes_at=Coalesce(
                "closes_at", "attendance__closes_at", "distribution__closes_at", output_field=WINDOW
            ),
        )

    def offered(self) -> Self:
        """Not withdrawn, product on sale, farm present, distribution standing."""
        present = Q(attendance__isnull=True) | Q(attendance__state="present")
        return self.filter(
            present,
            withdrawn_at__isnull=True,
            product__is_public=True,
            distribution__cancelled_at__isnull=True,
        )

    def open_at(self, now: datetime) -> Self:
        """Those whose own window is open: the same rule as `core.dates.is_open`."""
        return self.with_window().filter(
            window_opens_at__lte=now, window_closes_at__gt=now - LAST_SECOND
        )

    def with_left(self) -> Self:
        """Adds `quota_left` (base units; null = no quota)."""
        return self.annotate(quota_left=F("quota") - F("ordered"))
