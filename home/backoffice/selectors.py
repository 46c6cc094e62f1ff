"""What the rooms read over several tables; every one is scoped by its collective."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from commons.collectives.models import Collective
from distributions.models import Attendance, Distribution
from farms.models import Farm, FarmEngagement
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.reporting.closing_times import Seller as SellerKey
from shop.reporting.closing_times import closing_times
from shop.reporting.lines import lines_by_seller
from shop.reporting.seller_lists import SellerList, list_of


def distributions_of(collective: Collective) -> Any:
    """With their place, how many orders stand (`orders_count`) and farms come (`farms_count`)."""
    orders = Order.objects.standing().filter(distribution=OuterRef("pk"))
    farms = Attendance.objects.present().filter(distribution=OuterRef("pk"))
    return (
        Distribution.objects.of(collective)
        .select_related("place", "collective")
        .annotate(orders_count=_count(orders), farms_count=_count(farms))
    )


def _count(rows: Any) -> Coalesce:
    counted = rows.order_by().values("distribution").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def current_distribution(collective: Collective, now: datetime) -> Distribution | None:
    """The one that comes next, else the last that was."""
    rows = distributions_of(collective).standing()
    coming: Distribution | None = rows.filter(ends_at__gte=now).order_by("starts_at").first()
    return coming or rows.order_by("-starts_at").first()


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells at a distribution: a farm that comes or has orders, or the collective itself."""

    farm: Farm | None
    attendance: Attendance | None
    orders: int
    amount_cents: int


def sellers_of(distribution: Distribution) -> list[Seller]:
    """Farms by name, then the collective where it lists something; in four queries."""
    sums = _sums(distribution)
    rows = distribution.attendances.select_related("farm").order_by("farm__name")
    attendances = {each.farm_id: each for each in rows}
    farms = {each.farm_id: each.farm for each in rows if each.state == "present"}
    farms |= {each.pk: each for each in Farm.objects.filter(pk__in=[pk for pk in sums if pk])}
    named = sorted(farms.items(), key=lambda each: each[1].name)
    found = [Seller(farm, attendances.get(pk), *sums.get(pk, (0, 0))) for pk, farm in named]
    own = Listing.objects.filter(distribution=distribution, product__farm__isnull=True)
    if None in sums or own.exists():
        found.append(Seller(None, None, *sums.get(None, (0, 0))))
    return found


def _sums(distribution: Distribution) -> Mapping[int | None, tuple[int, int]]:
    """By farm id (None is the collective): how many orders, and for how many cents."""
    lines = Line.objects.counted().filter(order__distribution=distribution).order_by()
    rows = lines.values_list("farm_id").annotate(Count("order", distinct=True), Sum("amount_cents"))
    return {farm_id: (orders, cents) for farm_id, orders, cents in rows}


def farms_engaged(collective: Collective) -> QuerySet[Farm]:
    """Farms whose engagement runs now, or starts later, by name."""
    today = timezone.localdate(timezone.now(), collective.zone)
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    running = FarmEngagement.objects.filter(lasts, collective=collective, state="active")
    return Farm.objects.filter(pk__in=running.values("farm")).order_by("name", "pk")


def farms_editable(collective: Collective) -> QuerySet[Farm]:
    """Those of them that let the collective's managers edit their products."""
    allowing = FarmEngagement.objects.filter(collective=collective, managers_may_edit=True)
    return farms_engaged(collective).filter(pk__in=allowing.exclude(state="ended").values("farm"))


def lists_of(distribution: Distribution, now: datetime) -> list[SellerList]:
    """Every seller's list as it stands, farms by name, the collective last; in four queries."""
    lines, times = lines_by_seller(distribution), closing_times([distribution.pk])
    farms = Farm.objects.filter(pk__in=[farm for farm in lines if farm]).order_by("name")
    sellers: list[Farm | None] = [*farms, *([None] if None in lines else [])]
    return [
        list_of(
            distribution,
            farm,
            lines[farm.pk if farm else None],
            times=times.get(SellerKey(distribution.pk, farm.pk if farm else None), set()),
            at=now,
        )
        for farm in sellers
    ]
