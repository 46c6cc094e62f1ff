"""What a collective sold over a period, by distribution and by seller: for its managers.

A sale is counted at the day of its distribution, and at what is due of it (cents, VAT included).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from commons.collectives.models import Collective, Membership
from commons.core.alphabet import place_in_alphabet
from distributions.models import Distribution
from shop.order.models import Line, Order
from shop.partner.models import Partner
from shop.reporting.periods import DAY, Period


@dataclass(frozen=True, slots=True)
class Sales:
    """Orders that stand, and how much is due of them."""

    orders: int
    cents: int

    @property
    def average_cents(self) -> int | None:
        """Of an order, half up to the cent; None without orders."""
        return (2 * self.cents + self.orders) // (2 * self.orders) if self.orders else None


@dataclass(frozen=True, slots=True)
class Compared:
    """What a period gave, and the one before it."""

    now: Sales
    before: Sales
    members: int
    members_before: int

    @property
    def percent(self) -> int | None:
        """By how much sales differ, in whole percent; None where there were none."""
        if not self.before.cents:
            return None
        return round((self.now.cents - self.before.cents) * 100 / self.before.cents)

    @property
    def average_difference_cents(self) -> int | None:
        mine, theirs = self.now.average_cents, self.before.average_cents
        return None if mine is None or theirs is None else mine - theirs


@dataclass(frozen=True, slots=True)
class SoldBy:
    """A seller over a period: in how many orders, and for how much."""

    name: str
    orders: int
    cents: int


def compared(collective: Collective, period: Period) -> Compared:
    """In one query."""
    orders = Order.objects.standing().filter(collective=OuterRef("pk"))
    members = Membership.objects.filter(collective=OuterRef("pk"), state="active")
    facts = {}
    for name, days in (("now", period), ("before", period.before)):
        sold = orders.filter(_days(days)).order_by().values("collective")
        joined = members.filter(_joined(collective, days)).order_by().values("collective")
        facts[f"orders_{name}"] = _value(sold.annotate(n=Count("pk")).values("n"))
        facts[f"cents_{name}"] = _value(sold.annotate(n=Sum("total_cents")).values("n"))
        facts[f"members_{name}"] = _value(joined.annotate(n=Count("pk")).values("n"))
    found: Any = Collective.objects.filter(pk=collective.pk).values(**facts).get()
    return Compared(
        Sales(found["orders_now"], found["cents_now"]),
        Sales(found["orders_before"], found["cents_before"]),
        found["members_now"],
        found["members_before"],
    )


def with_sales(dates: QuerySet[Distribution]) -> QuerySet[Any]:
    """Each with `sold_orders` that stand and their `sold_cents`."""
    orders = Order.objects.standing().filter(distribution=OuterRef("pk")).order_by()
    of_date = orders.values("distribution")
    return dates.annotate(
        sold_orders=_value(of_date.annotate(n=Count("pk")).values("n")),
        sold_cents=_value(of_date.annotate(n=Sum("total_cents")).values("n")),
    )


def dates_of(collective: Collective, period: Period) -> Sequence[Any]:
    """The distributions of a period that stand, the first first, with their sales."""
    days = Q(day__gte=period.first, day__lte=period.last)
    dates = Distribution.objects.of(collective).standing().filter(days)
    return list(with_sales(dates).select_related("place").order_by("starts_at", "pk"))


def latest_dates(collective: Collective, now: datetime, most: int) -> Sequence[Any]:
    """The last ones that opened for orders, the first first, with their sales."""
    opened = Distribution.objects.of(collective).standing().filter(opens_at__lte=now)
    rows = with_sales(opened).order_by("-starts_at", "-pk")[:most]
    return list(reversed(rows))


def sellers_of(collective: Collective, period: Period) -> Sequence[SoldBy]:
    """Whoever sold something, by amount; in two queries."""
    lines = Line.objects.counted().filter(
        order__collective=collective,
        distribution__day__gte=period.first,
        distribution__day__lte=period.last,
    )
    rows = lines.order_by().values_list("seller")
    sums = rows.annotate(Count("order", distinct=True), Sum("due_cents"))
    found = {pk: (orders, cents) for pk, orders, cents in sums}
    sellers = Partner.objects.filter(pk__in=found).select_related("farm", "collective")
    sold = [SoldBy(seller.name, *found[seller.pk]) for seller in sellers]
    return sorted(sold, key=lambda row: (-row.cents, place_in_alphabet(row.name)))


def _days(period: Period) -> Q:
    return Q(distribution__day__gte=period.first, distribution__day__lte=period.last)


def _joined(collective: Collective, period: Period) -> Q:
    begins = datetime.combine(period.first, time(), collective.zone)
    ends = datetime.combine(period.last + DAY, time(), collective.zone)
    return Q(since__gte=begins, since__lt=ends)


def _value(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows), 0, output_field=IntegerField())
