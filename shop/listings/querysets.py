"""Questions about listings: what can be ordered at a moment, and until when."""

from datetime import datetime
from typing import Any, Self

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from distributions.querysets import LAST_SECOND
from farms.models import FarmEngagement

WINDOW = DateTimeField()


def windows(listing: str = "") -> dict[str, Coalesce]:
    """The annotations of `with_window`, for rows that reach a listing by "<name>__"."""
    return {
        f"window_{end}": Coalesce(
            *(f"{listing}{owner}{end}" for owner in ("", "attendance__", "distribution__")),
            output_field=WINDOW,
        )
        for end in ("opens_at", "closes_at")
    }


class ListingQuerySet(QuerySet[Any]):
    """Listings of distributions."""

    def with_window(self) -> Self:
        """Adds `window_opens_at` and `window_closes_at`: own, else the farm's, else the default."""
        return self.annotate(**windows())

    def offered(self) -> Self:
        """Not withdrawn, product on sale, distribution standing, collective not paused that day.

        A farm's goods also need the farm: present, and its engagement active that day. The
        collective's own goods need no presence.
        """
        farm_comes = Q(attendance__state="present") & Q(_engaged_that_day())
        return self.filter(
            Q(product__seller__farm__isnull=True) | farm_comes,
            ~_paused_that_day(),
            withdrawn_at__isnull=True,
            product__is_public=True,
            distribution__cancelled_at__isnull=True,
        )

    def with_offered(self) -> Self:
        """Adds `is_offered`, the same rule."""
        offered = type(self)(self.model).offered().filter(pk=OuterRef("pk"))
        return self.annotate(is_offered=Exists(offered))

    def open_at(self, now: datetime) -> Self:
        """Those whose own window is open: the same rule as `core.dates.is_open`."""
        return self.with_window().filter(
            window_opens_at__lte=now, window_closes_at__gt=now - LAST_SECOND
        )

    def with_left(self) -> Self:
        """Adds `quota_left` (base units; null = no quota)."""
        return self.annotate(quota_left=F("quota") - F("ordered"))


def _engaged_that_day() -> Exists:
    day = OuterRef("distribution__day")
    return Exists(
        FarmEngagement.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            farm=OuterRef("product__seller__farm"),
            collective=OuterRef("collective"),
            state=FarmEngagement.State.ACTIVE,
            starts_on__lte=day,
        )
    )


def _paused_that_day() -> Q:
    """The whole collective pauses; a pause without an end goes on."""
    day = F("distribution__day")
    goes_on = Q(collective__paused_until__isnull=True) | Q(collective__paused_until__gte=day)
    return goes_on & Q(collective__paused_from__isnull=False, collective__paused_from__lte=day)
