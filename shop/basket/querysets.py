"""What baskets read: listings with their windows, lines with all that a page shows."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from shop.basket.models import Basket, Line
from shop.listings.models import Listing
from shop.listings.querysets import windows

SHOWN = (
    *("product__seller__farm", "product__seller__collective"),
    *("product__aisle", "product__container", "attendance", "stockrecord"),
)


def listings_of(basket: Basket, uids: Collection[str]) -> QuerySet[Listing]:
    """Those of the basket's distribution among the named ones, with window and stock."""
    found = Listing.objects.filter(distribution=basket.distribution_id, uid__in=uids)
    return found.with_window().with_offered().select_related("product", "attendance", "stockrecord")


def lines_of(basket: Basket) -> list[Line]:
    """The lines with some quantity, each with its listing (and window), product and seller."""
    if basket.pk is None:
        return []
    offered = Listing.objects.offered().filter(pk=OuterRef("listing"))
    rows: Any = Line.objects.filter(basket=basket, quantity__gt=0).annotate(
        is_offered=Exists(offered), **windows("listing__")
    )
    lines = list(rows.select_related(*(f"listing__{name}" for name in SHOWN)))
    for line in lines:
        listing = line.listing
        listing.window_opens_at, listing.window_closes_at = (
            line.window_opens_at,
            line.window_closes_at,
        )
        listing.is_offered, line.basket = line.is_offered, basket
        line.product, line.stockrecord = listing.product, listing.stockrecord
    return sorted(lines, key=by_seller)


def held_by_order(basket: Basket) -> dict[int, int]:
    """Base units by listing that the household's standing order holds at this distribution."""
    if basket.household is None:
        return {}
    # Orders are another app's, above this one: they are reached from the household, by name.
    orders: Any = basket.household.orders
    standing = orders.standing().filter(distribution=basket.distribution_id)
    ordered = standing.filter(lines__quantity__gt=0).order_by()
    return dict(ordered.values_list("lines__listing_id", "lines__quantity"))


def by_seller(line: Line) -> tuple[bool, str, str]:
    """By farm, the collective's own goods last, by name."""
    return (*line.product.seller.sort_key, line.product.name)
