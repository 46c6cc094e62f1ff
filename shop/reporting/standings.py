"""How sellers stand at a distribution, and a list that is made of sums instead of lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page

from distributions.models import Distribution
from shop.partner.models import Partner
from shop.reporting.closing_times import SellerAt, closing_times, times_of
from shop.reporting.lines import Ordered
from shop.reporting.recap import recap_of
from shop.reporting.seller_lists import SellerList, is_long
from shop.reporting.sums import orders_by_seller


@dataclass(frozen=True, slots=True)
class Standing:
    """Of how many orders a seller has something at a distribution, and when the last line closes.

    Read the distribution with its collective and place. `is_managers`: whoever asks manages the
    collective, and is nobody of the farm.
    """

    distribution: Distribution
    seller: Partner
    orders: int
    closes_at: datetime | None
    is_managers: bool = False

    @property
    def is_long(self) -> bool:
        return is_long(self.orders)


def standing_of(distribution: Distribution, seller: Partner) -> Standing:
    orders = orders_by_seller([distribution.pk], [seller.pk])
    closes_at = max(times_of(distribution, seller), default=None)
    counted = orders.get(SellerAt(distribution.pk, seller.pk), 0)
    return Standing(distribution, seller, counted, closes_at)


def standings_of(distribution: Distribution) -> list[Standing]:
    """Those of whom something is ordered: farms by name, the collective last."""
    orders, times = orders_by_seller([distribution.pk]), closing_times([distribution.pk])
    ids = [key.seller_id for key in orders]
    sellers = Partner.objects.filter(pk__in=ids).select_related("farm", "collective")
    return [
        Standing(distribution, seller, orders[key], max(times.get(key, ()), default=None))
        for seller in sorted(sellers, key=lambda seller: seller.sort_key)
        for key in [SellerAt(distribution.pk, seller.pk)]
    ]


def list_of_sums(
    standing: Standing,
    sums: Iterable[Ordered],
    lines: Iterable[Ordered],
    *,
    at: datetime,
    page: Page[int] | None = None,
    follow: str = "",
) -> SellerList:
    """A list of `sums.sums_of` one seller, with the lines of such orders as are shown in it."""
    rule = standing.distribution.collective.customer_name
    return SellerList(
        distribution=standing.distribution,
        seller=standing.seller,
        recap=recap_of(sums, name_rule=rule, page=lines),
        orders=standing.orders,
        at=at,
        closes_at=standing.closes_at,
        page=page,
        follow=follow,
    )
