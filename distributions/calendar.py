"""Which distribution comes next, and where its orders stand."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from commons.collectives.models import Collective
from commons.collectives.selectors import is_paused
from commons.core.dates import WindowState, last_closed, window_state
from commons.core.questions import Moment, earlier
from distributions.models import Distribution
from distributions.querysets import LONGEST, is_selling, is_upcoming


def next_distributions(collectives: QuerySet[Collective], now: datetime) -> list[Distribution]:
    """The next distribution of each collective that has one, the next date first, in one query."""
    ids = collectives.order_by().annotate(next_id=_next_id(now)).values("next_id")
    found = Distribution.objects.filter(pk__in=ids).order_by("starts_at", "pk")
    return list(found.select_related("place", "collective__network"))


def with_next(collectives: QuerySet[Collective], now: Moment) -> QuerySet[Any]:
    """Join each collective with its next distribution, `coming`, for the database to order by."""
    bound = earlier(now, LONGEST)
    is_next = Q(distributions__pk=_next_id(now), distributions__starts_at__gte=bound)
    return collectives.annotate(coming=FilteredRelation("distributions", condition=is_next))


def _next_id(now: Moment) -> Coalesce:
    """The next that is open, else the next that will be, else the next; a pause has none."""
    sells = is_upcoming(now) & is_selling()
    closes_later = sells & Q(closes_at__gt=last_closed(now))
    is_open = closes_later & Q(opens_at__lte=now)
    return Coalesce(_first(now, is_open), _first(now, closes_later), _first(now, sells))


def _first(now: Moment, condition: Q) -> Subquery:
    """The first of a collective, read by its index by date.

    The condition is one expression: taken for independent of each other, its parts would make
    PostgreSQL expect no row at all, and read and sort all that are to come.
    """
    rows = Distribution.objects.filter(
        collective=OuterRef("pk"), starts_at__gte=earlier(now, LONGEST)
    )
    is_it = Case(When(condition, then=Value(True)), default=Value(False))
    return Subquery(rows.filter(is_it).order_by("starts_at", "id").values("pk")[:1])


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
