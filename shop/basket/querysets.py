"""What baskets read: listings with their windows, lines with all that a page shows."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from shop.basket.models import Basket, Line
from shop.listings.models import Listing

SHOWN = (
    *("product__farm", "product__collective", "product__aisle", "product__container"),
    *("attendance", "stockrecord"),
)


def listings_of(basket: Basket, uids: Collection[str]) -> QuerySet[Listing]:
    """Those of the basket's distribution among the named ones, with window and stock."""
    found = Listing.objects.filter(distribution=basket.distribution_id, uid__in=uids)
    return found.with_window().select_related("product", "attendance", "stockrecord")


def lines_of(basket: Basket) -> list[Line]:
    """The lines with some quantity, each with its listing (and window), product and seller."""
    if basket.pk is None:
        return []
    lines = {line.listing_id: line for line in Line.objects.filter(basket=basket, quantity__gt=0)}
    listings = Listing.objects.filter(pk__in=lines).with_window().select_related(*SHOWN)
    for listing in listings:
        line = lines[listing.pk]
        line.listing, line.basket = listing, basket
        line.product, line.stockrecord = listing.product, listing.stockrecord
    return sorted(lines.values(), key=_by_seller)


def quantities_of(basket: Basket) -> dict[int, int]:
    """Base units by listing id."""
    if basket.pk is None:
        return {}
    return dict(Line.objects.filter(basket=basket).values_list("listing_id", "quantity"))


def held_by_order(basket: Basket) -> dict[int, int]:
    """Base units by listing that the household's standing order holds at this distribution.

    Orders are another app's, above this one: they are reached from the household, by name.
    """
    if basket.household is None:
        return {}
    orders: Any = basket.household.orders
    rows = orders.standing().filter(distribution=basket.distribution_id, lines__quantity__gt=0)
    return dict(rows.values_list("lines__listing_id", "lines__quantity"))


def _by_seller(line: Line) -> tuple[bool, str, str]:
    """By farm, the collective's own goods last, by name."""
    return (line.product.farm_id is None, line.product.seller_name, line.product.name)
