"""What a farm brings and where: rows of the shop on a farm's page, which lies below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils import timezone

from commons.core.alphabet import by_name
from distributions.addresses import shop_path
from distributions.models import Distribution
from distributions.windows import Window
from farms.models import Farm
from shop.catalogue.goods import Goods
from shop.listings.models import Listing
from shop.listings.windows import orders_said

register = template.Library()
DATES = 6
PRODUCTS = 24


@dataclass(frozen=True, slots=True)
class FarmDate:
    """A distribution where the farm comes; `url` leads to its products there.

    `orders`: in words, whether one can order.
    """

    distribution: Distribution
    products: int
    url: str
    orders: str


@dataclass(frozen=True, slots=True)
class FarmProduct:
    """What the farm sells, at the soonest of its next dates that has it; `url` leads there."""

    name: str
    goods: Goods
    distribution: Distribution
    url: str


@dataclass(frozen=True, slots=True)
class FarmProducts:
    """The first by name, and how many more there are."""

    shown: Sequence[FarmProduct]
    more: int


@register.simple_tag
def next_dates(farm: Farm) -> list[FarmDate]:
    """The next distributions where a farm is present: those where one can order first."""
    now = timezone.now()
    coming = _coming().filter(attendances__farm=farm, attendances__state="present")
    in_order = coming.order_by(_open_first("pk"), "starts_at", "pk")
    dates = list(in_order.select_related("place", "collective")[:DATES])
    rows = _offered(farm).filter(distribution__in=dates).values_list("distribution")
    counts = dict(rows.annotate(n=Count("pk")).order_by())
    return [
        FarmDate(
            each,
            counts.get(each.pk, 0),
            f"{shop_path(each)}?ferme={farm.slug}",
            orders_said(Window(each.opens_at, each.closes_at), now, each.collective.zone),
        )
        for each in dates
    ]


@register.simple_tag
def next_products(farm: Farm) -> FarmProducts:
    """What a farm brings to its next distributions, each once: where it can be ordered first."""
    offered = _offered(farm).filter(distribution__in=_coming())
    soonest: dict[int, int] = {}
    by_date = offered.order_by(_open_first("distribution"), "distribution__starts_at", "pk")
    for product, listing in by_date.values_list("product", "pk"):
        soonest.setdefault(product, listing)
    rows = Listing.objects.filter(pk__in=soonest.values()).order_by(by_name("product__title"), "pk")
    related = ("product", "distribution__collective")
    shown = [_product(each) for each in rows.select_related(*related)[:PRODUCTS]]
    return FarmProducts(shown, len(soonest) - len(shown))


def _coming() -> QuerySet[Distribution]:
    dates: QuerySet[Distribution] = Distribution.objects.upcoming(timezone.now()).selling()
    return dates


def _open_first(distribution: str) -> Case:
    """By the name of the column that holds its key."""
    is_open = Q(
        **{f"{distribution}__in": Distribution.objects.open_at(timezone.now()).values("pk")}
    )
    return Case(When(is_open, then=Value(0)), default=Value(1))


def _offered(farm: Farm) -> QuerySet[Listing]:
    offered: QuerySet[Listing] = Listing.objects.offered().filter(product__seller__farm=farm)
    return offered


def _product(listing: Listing) -> FarmProduct:
    product, distribution = listing.product, listing.distribution
    url = f"{shop_path(distribution)}produits/{product.uid}/"
    return FarmProduct(product.name, product.goods_at(listing.price), distribution, url)
