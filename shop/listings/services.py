"""Writes of what is offered: usually, and at one distribution. Prices include VAT."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from distributions.locks import hold
from distributions.models import Attendance, Distribution
from distributions.services import set_attendance
from farms.models import Farm
from shop.catalogue.models import Product
from shop.listings.exceptions import (
    InvalidListingWindow,
    ListingMissing,
    NotTheSeller,
    QuotaBelowOrdered,
)
from shop.listings.models import Listing, StandingOffer
from shop.listings.offers import listings_from
from shop.listings.windows import latest_closing, wider_window
from shop.partner.exceptions import check_price
from shop.partner.sellers import seller_of


@write
def offer_usually(
    *,
    product: Product,
    collective: Collective,
    price: Decimal | None = None,
    usual_quota: int | None = None,
    actor: User | None = None,
    now: datetime,
) -> StandingOffer:
    """Offer a product at every distribution of a collective where its farm is present.

    ``usual_quota`` in base units, None = no quota. What is listed already stays as it is.
    Raises ``InvalidPrice``, or ``NotTheSeller`` for another collective's own goods.
    """
    if product.seller.collective_id not in (None, collective.pk):
        raise NotTheSeller
    if price is not None:
        check_price(price)
    offer, _created = StandingOffer.objects.update_or_create(
        product=product,
        collective=collective,
        defaults={"price": price, "usual_quota": usual_quota, "is_active": True},
    )
    data = {"price": None if price is None else str(price), "usual_quota": usual_quota}
    record(actor=actor, action="offer_usually", target=offer, data=data, now=now)
    return offer


@write
def mark_present(
    *,
    distribution: Distribution,
    farm: Farm,
    brought_by: str | None = None,
    actor: User | None,
    now: datetime,
) -> Attendance:
    """Say that a farm's goods come, and list what it usually offers there.

    Raises what ``distributions.services.set_attendance`` raises. What is listed already stays.
    """
    attendance = set_attendance(
        distribution=distribution,
        farm=farm,
        state=Attendance.State.PRESENT,
        has_orders=False,
        brought_by=brought_by,
        actor=actor,
        now=now,
    )
    offers = StandingOffer.objects.filter(product__seller__farm=farm)
    listings = list(listings_from(offers, [distribution], [attendance]))
    Listing.objects.bulk_create(listings)
    if not listings:  # whoever sells nothing yet is told so at the closing, as a seller
        seller_of(farm)
    return attendance


@write
def mark_absent(
    *, distribution: Distribution, farm: Farm, actor: User | None, now: datetime
) -> Attendance:
    """Say that a farm's goods do not come. Raises ``FarmHasOrders`` where customers ordered."""
    listings = Listing.objects.filter(distribution=distribution, product__seller__farm=farm)
    # Under the lock that an order takes, so that none slips in between.
    held = hold_rows(listings)
    return set_attendance(
        distribution=distribution,
        farm=farm,
        state=Attendance.State.ABSENT,
        has_orders=any(listing.ordered for listing in held),
        actor=actor,
        now=now,
    )


@write
def list_own_goods(
    *, distribution: Distribution, actor: User | None = None, now: datetime
) -> Sequence[Listing]:
    """List what the collective itself usually offers; returns what was added."""
    hold(distribution)
    own = seller_of(distribution.collective)
    offers = StandingOffer.objects.filter(product__seller=own)
    added = Listing.objects.bulk_create(listings_from(offers, [distribution]))
    data = {"count": len(added)}
    record(actor=actor, action="list_own_goods", target=distribution, data=data, now=now)
    return added


@write
def list_usual_goods(
    *, distribution: Distribution, actor: User | None = None, now: datetime
) -> Sequence[Listing]:
    """List what the farms present, and the collective itself, usually offer and is not listed yet.

    What a product that was made after its farm said present needs. Returns what was added.
    """
    added = list(list_own_goods(distribution=distribution, actor=actor, now=now))
    present = distribution.attendances.present()
    offers = StandingOffer.objects.filter(product__seller__farm__in=present.values("farm"))
    added += Listing.objects.bulk_create(listings_from(offers, [distribution], present))
    data = {"count": len(added)}
    record(actor=actor, action="list_usual_goods", target=distribution, data=data, now=now)
    return added


@write
def list_product(*, product: Product, actor: User | None = None, now: datetime) -> list[Listing]:
    """List a product at each coming date where it is usually offered and its farm comes.

    What a product that was made, or put back on sale, after its farm said present needs. Returns
    what was added; what is listed already stays.
    """
    offers = StandingOffer.objects.filter(product=product)
    coming = hold_rows(
        Distribution.objects.upcoming(now).filter(collective__in=offers.values("collective"))
    )
    farm = product.seller.farm_id
    present = Attendance.objects.present().filter(farm=farm, distribution__in=coming)
    added = Listing.objects.bulk_create(listings_from(offers, coming, present))
    record(actor=actor, action="list_product", target=product, data={"count": len(added)}, now=now)
    return added


@write
def set_listing_price(
    *, listing: Listing, price: Decimal, actor: User | None, now: datetime
) -> Listing:
    """Set the price at one distribution; it is the collective's next one too.

    Nothing that is ordered changes. Raises ``InvalidPrice``.
    """
    check_price(price)
    data = {"from": str(listing.price), "to": str(price)}
    listing.price = price
    listing.save(update_fields=["price"])
    record(actor=actor, action="set_listing_price", target=listing, data=data, now=now)
    return listing


@write
def set_quota(*, listing: Listing, quota: int | None, actor: User | None, now: datetime) -> Listing:
    """Set how much is for sale at a distribution, what is ordered included; None = no quota.

    Raises ``QuotaBelowOrdered`` where orders hold more, unless goods are made to order.
    """
    within = Q() if quota is None else Q(limited=False) | Q(ordered__lte=quota)
    data = {"from": listing.quota, "to": quota}
    if not Listing.objects.filter(within, pk=listing.pk).update(quota=quota, short_by=0):
        raise QuotaBelowOrdered
    listing.refresh_from_db(fields=["quota", "ordered", "short_by"])
    record(actor=actor, action="set_quota", target=listing, data=data, now=now)
    return listing


@write
def set_listing_window(
    *,
    listing: Listing,
    opens_at: datetime | None,
    closes_at: datetime | None,
    actor: User | None,
    now: datetime,
) -> Listing:
    """Give a product its own window; None follows the farm's, then the distribution's.

    It may open and close before the distribution itself opens (capons), but closes later than
    its farm only where the distribution lets farms widen. Raises ``InvalidListingWindow``, or
    ``ListingMissing``.
    """
    # Whoever moves the distribution or narrows the farm holds the listing first too.
    held = hold_rows(Listing.objects.filter(pk=listing.pk))
    if not held:
        raise ListingMissing([listing.pk])
    _check_window(held[0], opens_at, closes_at)
    listing.opens_at = opens_at
    listing.closes_at = closes_at
    listing.save(update_fields=["opens_at", "closes_at"])
    data = {
        "opens_at": opens_at and opens_at.isoformat(),
        "closes_at": closes_at and closes_at.isoformat(),
    }
    record(actor=actor, action="set_listing_window", target=listing, data=data, now=now)
    return listing


def _check_window(listing: Listing, opens_at: datetime | None, closes_at: datetime | None) -> None:
    wider, latest = wider_window(listing), latest_closing(listing)
    opens, closes = opens_at or wider.opens_at, closes_at or wider.closes_at
    if opens_at is None and closes_at is None:
        return
    if opens is None or closes is None or latest is None or not opens < closes <= latest:
        raise InvalidListingWindow


@write
def feature_listing(
    *, listing: Listing, featured: bool, actor: User | None, now: datetime
) -> Listing:
    """Put a product forward in its shop, or no longer."""
    listing.is_featured = featured
    listing.save(update_fields=["is_featured"])
    data = {"featured": featured}
    record(actor=actor, action="feature_listing", target=listing, data=data, now=now)
    return listing


@write
def withdraw_listing(*, listing: Listing, actor: User | None, now: datetime) -> Listing:
    """Take a product off sale at one distribution; orders of it stand."""
    listing.withdrawn_at = now
    listing.save(update_fields=["withdrawn_at"])
    record(actor=actor, action="withdraw_listing", target=listing, now=now)
    return listing


@write
def restore_listing(*, listing: Listing, actor: User | None, now: datetime) -> Listing:
    """Put a product that was withdrawn on sale again."""
    listing.withdrawn_at = None
    listing.save(update_fields=["withdrawn_at"])
    record(actor=actor, action="restore_listing", target=listing, now=now)
    return listing
