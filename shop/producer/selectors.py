"""What a person of a farm sees: the dates where it comes, how much is ordered, the lists."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from commons.collectives.models import Role
from commons.collectives.permissions import Someone, collectives_of
from commons.core.dates import WindowState, window_state
from distributions.models import Attendance, Distribution
from farms.models import Farm
from farms.permissions import farms_of
from shop.listings.models import Listing
from shop.order.models import Line
from shop.reporting.closing_times import Seller, closing_times
from shop.reporting.seller_lists import list_path

LONGEST_LIST = 12
SHOWN_PAST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Date:
    """A farm at a distribution, as it stands now."""

    farm: Farm
    distribution: Distribution
    orders: int
    closes_at: datetime | None
    now: datetime

    @property
    def path(self) -> str:
        return list_path(self.distribution, self.farm)

    @property
    def is_today(self) -> bool:
        zone = self.distribution.collective.zone
        return self.distribution.day == self.now.astimezone(zone).date()

    @property
    def state(self) -> WindowState:
        """Whether customers order; undated is closed."""
        return window_state(self.now, self.distribution.opens_at, self.closes_at)

    @property
    def is_to_prepare(self) -> bool:
        """Something is ordered, or can be."""
        return bool(self.orders) or self.state is not WindowState.UPCOMING


@dataclass(frozen=True, slots=True)
class Dates:
    """A person's farms and their dates; the next first, then the last first."""

    farms: Sequence[Farm]
    coming: Sequence[Date]
    past: Sequence[Date]


def dates_of(user: Someone, now: datetime) -> Dates:
    """The dates of a person's farms, in six queries."""
    farms = list(farms_of(user).order_by("name"))
    attending = Attendance.objects.present().filter(
        farm__in=farms, distribution__cancelled_at__isnull=True
    )
    rows = attending.select_related("distribution__collective", "distribution__place", "farm")
    ends = "distribution__ends_at"
    coming = rows.filter(**{f"{ends}__gt": now}).order_by(ends, "farm__name")[:LONGEST_LIST]
    past = rows.filter(**{f"{ends}__lte": now, f"{ends}__gt": now - SHOWN_PAST})
    found = [*coming, *past.order_by(f"-{ends}", "farm__name")[:LONGEST_LIST]]
    dates = _dates(found, now)
    is_past = [date.distribution.ends_at <= now for date in dates]
    return Dates(
        farms,
        coming=[date for date, over in zip(dates, is_past, strict=True) if not over],
        past=[date for date, over in zip(dates, is_past, strict=True) if over],
    )


def farm_list(user: Someone, farm: str, distribution: UUID) -> tuple[Distribution, Farm]:
    """A list of one's own farm (by slug), where it comes or has orders; else ``Http404``."""
    mine = get_object_or_404(farms_of(user), slug=farm)
    found = get_object_or_404(_distributions(), uid=distribution)
    comes = Attendance.objects.present().filter(distribution=found, farm=mine).exists()
    if not comes and not _has_orders(found, mine):
        raise Http404
    return found, mine


def own_list(user: Someone, collective: str, distribution: UUID) -> Distribution:
    """The list of the collective's own goods, for its managers; else ``Http404``."""
    mine = get_object_or_404(collectives_of(user, Role.MANAGER), slug=collective)
    found: Distribution = get_object_or_404(_distributions(), uid=distribution, collective=mine)
    listed = Listing.objects.filter(distribution=found, attendance__isnull=True).exists()
    if not listed and not _has_orders(found, None):
        raise Http404
    return found


def _distributions() -> QuerySet[Distribution]:
    found: QuerySet[Distribution] = Distribution.objects.select_related("collective", "place")
    return found


def _has_orders(distribution: Distribution, farm: Farm | None) -> bool:
    ordered = Line.objects.counted().filter(order__distribution=distribution, farm=farm)
    found: bool = ordered.exists()
    return found


def _dates(attendances: Collection[Attendance], now: datetime) -> list[Date]:
    ids = {each.distribution_id for each in attendances}
    times, orders = closing_times(ids), _orders_by_seller(ids, {a.farm_id for a in attendances})
    return [
        Date(
            farm=each.farm,
            distribution=each.distribution,
            orders=orders.get(Seller(each.distribution_id, each.farm_id), 0),
            closes_at=max(times.get(Seller(each.distribution_id, each.farm_id), ()), default=None),
            now=now,
        )
        for each in attendances
    ]


def _orders_by_seller(ids: Collection[int], farm_ids: Collection[int]) -> Mapping[Seller, int]:
    """How many orders hold something of each farm."""
    theirs = Q(order__distribution__in=ids, farm__in=farm_ids)
    counted = Line.objects.counted().filter(theirs).order_by()
    rows = counted.values_list("order__distribution_id", "farm_id")
    return {
        Seller(distribution_id, farm_id): count
        for distribution_id, farm_id, count in rows.annotate(n=Count("order", distinct=True))
    }
