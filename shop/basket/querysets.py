"""What baskets read of listings: their windows, products, sellers and stock."""

from collections.abc import Collection

from django.db.models import QuerySet

from shop.basket.models import Basket
from shop.listings.models import Listing

SHOWN = (
    *("product__seller__farm", "product__seller__collective"),
    *("product__aisle", "product__container", "attendance", "stockrecord"),
)


def listings_of(basket: Basket, uids: Collection[str]) -> QuerySet[Listing]:
    """Those of the basket's distribution among the named ones, with window and stock."""
    listings = Listing.objects.filter(distribution=basket.distribution_id, uid__in=uids)
    related = ("product", "attendance", "stockrecord")
    return listings.with_window().with_offered().select_related(*related)


def shown_listings(ids: Collection[int]) -> dict[int, Listing]:
    """Listings by id with all that a page shows of them: window, product, seller, stock."""
    if not ids:
        return {}
    rows = Listing.objects.filter(pk__in=ids).with_window().with_offered()
    return {listing.pk: listing for listing in rows.select_related(*SHOWN)}
