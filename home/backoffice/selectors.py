"""What the rooms read over several tables; every one is scoped by its collective."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.collectives.models import Collective
from commons.core.alphabet import by_name
from distributions.models import Attendance, Distribution
from farms.models import Farm, FarmEngagement, Right
from farms.permissions import farms_open_to
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.partner.models import Partner
from shop.reporting.seller_lists import list_path

State = FarmEngagement.State


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


@dataclass(frozen=True, slots=True)
class Told:
    """How many households and farms are told when what was announced of some dates changes."""

    customers: int
    farms: int

    @property
    def label(self) -> str:
        return _("Tell %(customers)s and %(farms)s by e-mail what changes") % self._counted()

    @property
    def done(self) -> str:
        return _("A mail goes to %(customers)s and %(farms)s.") % self._counted()

    def _counted(self) -> dict[str, str]:
        n, farms = self.customers, self.farms
        return {
            "customers": ngettext("%(n)s customer", "%(n)s customers", n) % {"n": n},
            "farms": ngettext("%(n)s farm", "%(n)s farms", farms) % {"n": farms},
        }


def told_of(dates: QuerySet[Distribution]) -> Told | None:
    """Who is told of some dates; None where no order stands."""
    ids = dates.order_by().values("pk")
    orders = Order.objects.standing().filter(distribution__in=ids)
    customers = orders.aggregate(n=Count("household", distinct=True))["n"]
    if not customers:
        return None
    present = Attendance.objects.present().filter(distribution__in=ids)
    return Told(customers, present.values("farm").distinct().count())


def current_distribution(collective: Collective, now: datetime) -> Distribution | None:
    """The one that comes next, else the last that was."""
    rows = distributions_of(collective).standing()
    coming: Distribution | None = rows.filter(ends_at__gte=now).order_by("starts_at").first()
    return coming or rows.order_by("-starts_at").first()


@dataclass(frozen=True, slots=True)
class SellerRow:
    """Who sells at a distribution, and how much of it is ordered."""

    seller: Partner
    attendance: Attendance | None
    orders: int
    amount_cents: int
    list_url: str = ""


def sellers_of(distribution: Distribution) -> list[SellerRow]:
    """Farms that come or have orders, by name; the collective where it lists something.

    In three queries.
    """
    sums = _sums(distribution)
    attendances = {each.farm_id: each for each in distribution.attendances.all()}
    present = [pk for pk, each in attendances.items() if each.state == "present"]
    listed = Listing.objects.filter(distribution=distribution).values("product__seller")
    sell = Q(pk__in=sums) | Q(farm__in=present) | Q(farm__isnull=True, pk__in=listed)
    sellers = Partner.objects.filter(sell).select_related("farm", "collective")
    return [
        SellerRow(
            *(seller, attendances.get(seller.farm_id)),
            *sums.get(seller.pk, (0, 0)),
            list_url=list_path(distribution, seller),
        )
        for seller in sorted(sellers, key=lambda seller: seller.sort_key)
    ]


def _sums(distribution: Distribution) -> Mapping[int, tuple[int, int]]:
    """By seller id: how many orders, and for how many cents."""
    lines = Line.objects.counted().filter(distribution=distribution).order_by()
    sums = lines.values_list("seller_id").annotate(Count("order", distinct=True), Sum("due_cents"))
    return {seller_id: (orders, cents) for seller_id, orders, cents in sums}


def farms_engaged(collective: Collective) -> QuerySet[Farm]:
    """Farms whose engagement runs now, or starts later, by name; not those that pause."""
    return _farms(collective, State.ACTIVE).order_by(by_name("name"), "pk")


def _farms(collective: Collective, *states: State) -> QuerySet[Farm]:
    """Farms whose engagement is in one of these states and is not over."""
    today = timezone.localdate(timezone.now(), collective.zone)
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    lasting = FarmEngagement.objects.filter(lasts, collective=collective, state__in=states)
    return Farm.objects.filter(pk__in=lasting.values("farm"))


def farms_editable(collective: Collective) -> QuerySet[Farm]:
    """Those whose products the collective's managers edit: they let them, or have no people."""
    today = timezone.localdate(timezone.now(), collective.zone)
    return farms_open_to(collective, Right.CATALOGUE, on=today).order_by(by_name("name"), "pk")


def sellers_engaged(collective: Collective) -> QuerySet[Partner]:
    """Those farms, those that pause, and the collective itself."""
    return _sellers(_farms(collective, State.ACTIVE, State.PAUSED), collective)


def sellers_paused(collective: Collective) -> QuerySet[Partner]:
    """Those of which nothing is sold for a while."""
    sellers: QuerySet[Partner] = Partner.objects.filter(farm__in=_farms(collective, State.PAUSED))
    return sellers


def sellers_editable(collective: Collective) -> QuerySet[Partner]:
    """Whose products its managers edit: those farms', and the collective's own."""
    return _sellers(farms_editable(collective), collective)


def _sellers(farms: QuerySet[Farm], collective: Collective) -> QuerySet[Partner]:
    sellers: QuerySet[Partner] = Partner.objects.filter(
        Q(farm__in=farms.order_by()) | Q(collective=collective)
    )
    return sellers
