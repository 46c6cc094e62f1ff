"""What a farm brings and where: rows of the shop on a farm's page, which lies below it."""

from dataclasses import dataclass

from django import template
from django.db.models import Count
from django.utils import timezone

from commons.core.alphabet import by_name
from distributions.addresses import shop_path
from distributions.models import Distribution
from farms.models import Farm
from shop.listings.models import Listing

register = template.Library()
DATES = 6


@dataclass(frozen=True, slots=True)
class FarmDate:
    """A distribution where the farm comes; `url` leads to its products there."""

    distribution: Distribution
    products: int
    url: str


@register.simple_tag
def next_dates(farm: Farm) -> list[FarmDate]:
    """The next distributions where a farm is present, the next first."""
    coming = Distribution.objects.upcoming(timezone.now()).selling()
    coming = coming.filter(attendances__farm=farm, attendances__state="present")
    dates = list(coming.select_related("place", "collective")[:DATES])
    offered = Listing.objects.offered().filter(product__seller__farm=farm, distribution__in=dates)
    rows = offered.values_list("distribution").annotate(n=Count("pk")).order_by()
    counts = dict(rows)
    return [
        FarmDate(each, counts.get(each.pk, 0), f"{shop_path(each)}?ferme={farm.slug}")
        for each in dates
    ]


@register.simple_tag
def next_products(farm: Farm) -> list[str]:
    """The names of what a farm brings to its next distributions."""
    coming = Distribution.objects.upcoming(timezone.now()).selling()
    offered = Listing.objects.offered().filter(product__seller__farm=farm, distribution__in=coming)
    return list(
        offered.order_by(by_name("product__title"))
        .values_list("product__title", flat=True)
        .distinct()
    )
