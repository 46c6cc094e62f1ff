"""When each seller's orders close: farms present, and the collective's own goods where listed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from commons.core.dates import last_closed
from distributions.models import Attendance, Distribution
from shop.listings.models import Listing
from shop.listings.querysets import OF_ITS_OWN, WINDOW, by_the_end
from shop.partner.models import Partner
from shop.reporting.models import Closing

SELLER_AND_MOMENT = ("distribution_id", "seller", "moment")


class SellerAt(NamedTuple):
    """A seller at a distribution."""

    distribution_id: int
    seller_id: int


def closing_times(
    distribution_ids: Collection[int], seller_ids: Collection[int] | None = None
) -> Mapping[SellerAt, set[datetime]]:
    """Every closing of every seller, or of these, in two queries.

    A farm's own one (its window, else the distribution's), and those of products that close at
    another time. The last of them makes the list final.
    """
    times: dict[SellerAt, set[datetime]] = defaultdict(set)
    for closings in _closings(seller_ids):
        rows = closings.filter(distribution__in=distribution_ids, moment__isnull=False)
        for distribution_id, seller_id, moment in rows.values_list(*SELLER_AND_MOMENT).distinct():
            times[SellerAt(distribution_id, seller_id)].add(moment)
    return times


def passed_without_row(*, since: datetime, now: datetime) -> set[tuple[int, int, datetime]]:
    """Closings that have passed and have no row yet (distribution, seller, moment), in two queries.

    Of distributions that stand and end after `since`. What has its row never leaves the database.
    """
    known = Closing.objects.filter(
        distribution=OuterRef("distribution"),
        seller=OuterRef("seller"),
        closes_at=OuterRef("moment"),
    )
    past = last_closed(now)
    # Said by `moment` too, but not so that an index could find it.
    may_have_closed = (
        Q(closes_at__lte=past)
        | Q(distribution__closes_at__lte=past)
        | Q(distribution__ends_at__lte=past)
    )
    return {
        row
        for closings in _closings()
        for row in closings.filter(
            ~Exists(known),
            may_have_closed,
            moment__lte=past,
            distribution__cancelled_at__isnull=True,
            distribution__ends_at__gt=since,
        ).values_list(*SELLER_AND_MOMENT)
    }


def times_of(distribution: Distribution, seller: Partner) -> set[datetime]:
    """The closings of one seller; none where its farm does not come."""
    times = closing_times([distribution.pk], [seller.pk])
    return times.get(SellerAt(distribution.pk, seller.pk), set())


def open_listings(distribution: Distribution, now: datetime) -> set[str]:
    """The uids of the listings whose closing is still to come, as lists of lines store them."""
    rows = Listing.objects.filter(distribution=distribution).with_window()
    still_open: Collection[UUID] = rows.filter(window_closes_at__gt=last_closed(now)).values_list(
        "uid", flat=True
    )
    return set(map(str, still_open))


def _closings(
    seller_ids: Collection[int] | None = None,
) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """What has closings of its own, with its `seller` and `moment`: farms present, and products.

    Of some sellers only where they are given.
    """
    farms, products = _of_farms(), _of_products()
    if seller_ids is None:
        return farms, products
    return (
        farms.filter(farm__seller__in=seller_ids),
        products.filter(product__seller__in=seller_ids),
    )


def _of_farms() -> QuerySet[Any]:
    sellers = Attendance.objects.present().filter(farm__seller__isnull=False)
    closing = Coalesce("closes_at", F("distribution__closes_at"), output_field=WINDOW)
    moment = by_the_end(closing, "distribution__")
    found: QuerySet[Any] = sellers.annotate(seller=F("farm__seller"), moment=moment)
    return found


def _of_products() -> QuerySet[Any]:
    """What closes at its own time, and the collective's own goods.

    A product withdrawn before anybody ordered it closes nothing.
    """
    of_collective = Q(product__seller__farm__isnull=True)
    comes = of_collective | Q(attendance__state=Attendance.State.PRESENT)
    matters = Q(withdrawn_at__isnull=True) | Q(ordered__gt=0)
    rows = Listing.objects.filter(OF_ITS_OWN, comes, matters).with_window()
    moment = F("window_closes_at")
    found: QuerySet[Any] = rows.annotate(seller=F("product__seller"), moment=moment)
    return found
