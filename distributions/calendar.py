"""Which distribution comes next, and where its orders stand."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from commons.collectives.models import Collective
from commons.collectives.selectors import is_paused
from commons.core.dates import WindowState, last_closed, window_state
from distributions.models import Distribution


def next_distributions(collectives: QuerySet[Collective], now: datetime) -> list[Distribution]:
    """The next distribution of each collective that has one, the next date first, in one query.

    It is the next that one can still order for, else the next that takes place; a pause has none.
    """
    coming = Distribution.objects.filter(collective=OuterRef("pk")).upcoming(now).selling()
    orderable = coming.filter(closes_at__gt=last_closed(now))
    first = Coalesce(Subquery(orderable.values("pk")[:1]), Subquery(coming.values("pk")[:1]))
    ids = collectives.order_by().annotate(next_id=first).values("next_id")
    found = Distribution.objects.filter(pk__in=ids).order_by("starts_at", "pk")
    return list(found.select_related("place", "collective__network"))


def next_distribution(collective: Collective, now: datetime) -> Distribution | None:
    """The next distribution of one collective."""
    found = next_distributions(Collective.objects.filter(pk=collective.pk), now)
    return found[0] if found else None


def window_of(distribution: Distribution, now: datetime) -> WindowState:
    """The window of a distribution; closed where it is cancelled or over."""
    if distribution.cancelled_at or now >= distribution.ends_at:
        return WindowState.CLOSED
    return window_state(now, distribution.opens_at, distribution.closes_at)


def sells(distribution: Distribution, now: datetime) -> bool:
    """Whether anything can be ordered at all: each listing then follows its own window."""
    if distribution.cancelled_at or now >= distribution.ends_at:
        return False
    return not is_paused(distribution.collective, distribution.day)
