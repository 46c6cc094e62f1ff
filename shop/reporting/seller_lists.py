"""A seller's list at a distribution, with what every way of showing it needs."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Page
from django.urls import reverse

from distributions.models import Distribution
from farms.models import Farm
from shop.partner.models import Partner
from shop.reporting.lines import Ordered, is_past
from shop.reporting.models import SentList
from shop.reporting.recap import CustomerRow, ProductRow, Recap, recap_of
from shop.reporting.snapshots import ProductChange

ORDERS_LAID_OUT_AT_ONCE = 60


class ShownProduct(NamedTuple):
    row: ProductRow
    change: ProductChange | None


class ShownCustomer(NamedTuple):
    row: CustomerRow
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerList:
    """The list as it stands `at` a moment, final once the last closing (`closes_at`) has passed.

    `changes` are those since the list that was `sent`, if one was. Of its `orders` the recap may
    hold a `page` only; or none, where their rows `follow` in the place that this marks (`prints`).
    """

    distribution: Distribution
    seller: Partner
    recap: Recap
    orders: int
    at: datetime
    closes_at: datetime | None
    page: Page[int] | None = None
    follow: str = ""
    sent: SentList | None = None
    changes: Sequence[ProductChange] = ()

    @property
    def farm(self) -> Farm | None:
        """Whose list it is; None where it is of a collective's own goods."""
        return self.seller.farm

    @property
    def is_long(self) -> bool:
        return is_long(self.orders)

    @property
    def is_part(self) -> bool:
        """Whether it is a page that holds some of its orders only."""
        return self.page is not None and self.orders > len(self.recap.customers)

    @property
    def is_dense(self) -> bool:
        """Whether paper has two columns of lines."""
        return self.orders > len(self.recap.customers) or self.recap.is_dense

    @property
    def is_final(self) -> bool:
        return is_past(self.closes_at, self.at)

    @property
    def products(self) -> list[ShownProduct]:
        changed = {change.listing: change for change in self.changes}
        return [ShownProduct(row, changed.get(str(row.listing))) for row in self.recap.products]

    @property
    def customers(self) -> list[ShownCustomer]:
        return self.shown(self.recap.customers)

    def shown(self, rows: Iterable[CustomerRow]) -> list[ShownCustomer]:
        """Some of its customers, each with whether something of theirs has changed."""
        changed = {change.number for product in self.changes for change in product.changes}
        return [ShownCustomer(row, row.number in changed) for row in rows]

    @property
    def path(self) -> str:
        """`/producteur/<ferme>/<distribution>/`; the collective's own goods are beside."""
        return list_path(self.distribution, self.seller)

    def context(self) -> dict[str, object]:
        return {
            "shown": self,
            "recap": self.recap,
            "distribution": self.distribution,
            "collective": self.distribution.collective,
        }


def list_of(
    distribution: Distribution,
    seller: Partner,
    lines: Collection[Ordered],
    *,
    times: Collection[datetime],
    at: datetime,
) -> SellerList:
    """The list made of some lines, of a seller whose orders close at `times`."""
    recap = recap_of(lines, name_rule=distribution.collective.customer_name)
    return SellerList(
        distribution=distribution,
        seller=seller,
        recap=recap,
        orders=len(recap.customers),
        at=at,
        closes_at=max(times, default=None),
    )


def is_long(orders: int) -> bool:
    """Whether laying a list out on paper takes too long for a request."""
    return orders > ORDERS_LAID_OUT_AT_ONCE


def list_path(distribution: Distribution, seller: Partner) -> str:
    whose = "collective" if seller.is_collective else "farm"
    return reverse("producer:recap", kwargs={whose: seller.slug, "distribution": distribution.uid})
