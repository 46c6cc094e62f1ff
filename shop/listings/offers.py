"""Listings made from standing offers: which price, which quota."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from distributions.models import Attendance, Distribution
from shop.catalogue.enums import StockMode
from shop.listings.models import Listing, StandingOffer


def listings_from(
    offers: QuerySet[StandingOffer],
    distributions: Collection[Distribution],
    attendances: Iterable[Attendance] = (),
) -> Iterator[Listing]:
    """New listings, not stored, of what some distributions do not list yet; in two queries.

    A farm's goods need one of ``attendances`` there, the collective's own goods need none. The
    price is the offer's own, else the collective's last one, else the stock record's.
    """
    comes = {
        (attendance.distribution_id, attendance.farm_id): attendance for attendance in attendances
    }
    listings = Listing.objects.filter(
        distribution__in=distributions, product__in=offers.values("product")
    )
    listed = set(listings.values_list("distribution_id", "product_id"))
    usual = list(usual_offers(offers))
    for distribution in distributions:
        for offer in usual:
            seller = offer.product.seller
            attendance = comes.get((distribution.pk, seller.farm_id))
            if (
                offer.collective_id == distribution.collective_id
                and (distribution.pk, offer.product_id) not in listed
                and (attendance or seller.is_collective)
            ):
                yield new_listing(offer, distribution, attendance)


def usual_offers(offers: QuerySet[StandingOffer]) -> QuerySet[Any]:
    """Those that are on, with what `new_listing` reads."""
    listed = Listing.objects.filter(
        product=OuterRef("product"), collective=OuterRef("collective")
    ).order_by("-distribution__starts_at", "-pk")
    wanted = offers.filter(is_active=True, product__is_public=True)
    return wanted.select_related("product__seller").annotate(
        stockrecord_id=F("product__stockrecords__pk"),
        list_price=F("product__stockrecords__price"),
        last_price=Subquery(listed.values("price")[:1]),
    )


def new_listing(offer: Any, distribution: Distribution, attendance: Attendance | None) -> Listing:
    """A listing, not stored, for an offer of `usual_offers`."""
    return Listing(
        product=offer.product,
        stockrecord_id=offer.stockrecord_id,
        collective_id=distribution.collective_id,
        distribution=distribution,
        attendance=attendance,
        price=_first_price(offer.price, offer.last_price, offer.list_price),
        quota=_quota(offer),
        limited=offer.product.stock_mode != StockMode.UNLIMITED,
    )


def _first_price(*prices: Decimal | None) -> Decimal:
    return next((price for price in prices if price is not None), Decimal(0))


def _quota(offer: StandingOffer) -> int | None:
    """A lasting stock binds by its stock record; made to order, the quota is only a count."""
    return None if offer.product.stock_mode == StockMode.LASTING else offer.usual_quota
