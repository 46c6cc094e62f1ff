"""Questions about listings: what can be ordered at a moment, and until when."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Case, DateTimeField, Exists, Expression, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from commons.core.dates import last_closed
from distributions.models import Attendance
from farms.models import FarmEngagement

WINDOW = DateTimeField()
# May close at another time than its farm: its own, or as the collective's goods, which need none.
OF_ITS_OWN = Q(closes_at__isnull=False) | Q(attendance__isnull=True)


def windows(listing: str = "") -> dict[str, Expression]:
    """The annotations of `with_window`, for rows that reach a listing by "<name>__"."""
    opens, closes = (
        Coalesce(
            *(f"{listing}{owner}{moment}" for owner in ("", "attendance__", "distribution__")),
            output_field=WINDOW,
        )
        for moment in ("opens_at", "closes_at")
    )
    closes_in_time = by_the_end(closes, f"{listing}distribution__")
    return {"window_opens_at": opens, "window_closes_at": closes_in_time}


def by_the_end(closes: Expression, distribution: str) -> Case:
    """A closing, or the end of its distribution if that is earlier; none stays none.

    Nothing is ordered once the distribution has ended, whatever a farm or a product was told.
    """
    # Not `Least`: of a moment and none PostgreSQL takes the moment, SQLite none.
    end = F(f"{distribution}ends_at")
    return Case(When(GreaterThan(closes, end), then=end), default=closes, output_field=WINDOW)


class ListingQuerySet(QuerySet[Any]):
    """Listings of distributions."""

    def with_window(self) -> Self:
        """Adds `window_opens_at` and `window_closes_at`: own, else the farm's, else the default.

        None closes after its distribution has ended.
        """
        return self.annotate(**windows())

    def offered(self) -> Self:
        """Not withdrawn, product on sale, distribution standing, collective not paused that day.

        A farm's goods also need the farm: present, and its engagement active that day. The
        collective's own goods need no presence.
        """
        return self.filter(_is_offered())

    def offered_at(self, distribution: Expression) -> Self:
        """Those of one distribution: its farms are looked at once each, not with every listing."""
        present = Attendance.objects.filter(distribution=distribution, state="present")
        coming = Q(attendance__in=present.filter(_is_engaged_that_day("farm")))
        return self.filter(_is_offered(coming), distribution=distribution)

    def with_offered(self) -> Self:
        """Adds `is_offered`, the same rule, asked of these rows alone."""
        return self.annotate(is_offered=Case(When(_is_offered(), then=True), default=False))

    def open_at(self, now: datetime) -> Self:
        """Those whose own window is open: the same rule as `core.dates.is_open`."""
        return self.with_window().filter(
            window_opens_at__lte=now, window_closes_at__gt=last_closed(now)
        )


def _is_offered(farm_comes: Q | None = None) -> Q:
    present = Q(attendance__state="present") & Q(_is_engaged_that_day("attendance__farm"))
    return (
        Q(Q(product__seller__farm__isnull=True) | (farm_comes or present))
        & ~_paused_that_day()
        & Q(
            withdrawn_at__isnull=True,
            product__is_public=True,
            distribution__cancelled_at__isnull=True,
        )
    )


def _is_engaged_that_day(farm: str) -> Exists:
    """Of a farm of rows that have a `distribution`."""
    day = OuterRef("distribution__day")
    return Exists(
        FarmEngagement.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            farm=OuterRef(farm),
            collective=OuterRef("distribution__collective"),
            state=FarmEngagement.State.ACTIVE,
            starts_on__lte=day,
        )
    )


def _paused_that_day() -> Q:
    """The whole collective pauses; a pause without an end goes on."""
    day = F("distribution__day")
    goes_on = Q(collective__paused_until__isnull=True) | Q(collective__paused_until__gte=day)
    return goes_on & Q(collective__paused_from__isnull=False, collective__paused_from__lte=day)
