"""When each seller's orders close: farms present, and the collective's own goods where listed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from commons.core.dates import last_closed
from distributions.models import Attendance, Distribution
from shop.listings.models import Listing
from shop.listings.querysets import WINDOW, by_the_end
from shop.partner.models import Partner


class SellerAt(NamedTuple):
    """A seller at a distribution."""

    distribution_id: int
    seller_id: int


def closing_times(distribution_ids: Collection[int]) -> Mapping[SellerAt, set[datetime]]:
    """Every closing of every seller, in two queries.

    A farm's own one (its window, else the distribution's), and those of products that close at
    another time. The last of them makes the list final.
    """
    times: dict[SellerAt, set[datetime]] = defaultdict(set)
    for distribution_id, seller_id, closes_at in (
        *_of_farms(distribution_ids),
        *_of_products(distribution_ids),
    ):
        if closes_at:
            times[SellerAt(distribution_id, seller_id)].add(closes_at)
    return times


def times_of(distribution: Distribution, seller: Partner) -> set[datetime]:
    """The closings of one seller; none where its farm does not come."""
    return closing_times([distribution.pk]).get(SellerAt(distribution.pk, seller.pk), set())


def open_listings(distribution: Distribution, now: datetime) -> set[str]:
    """The uids of the listings whose closing is still to come, as lists of lines store them."""
    rows = Listing.objects.filter(distribution=distribution).with_window()
    still_open: Collection[UUID] = rows.filter(window_closes_at__gt=last_closed(now)).values_list(
        "uid", flat=True
    )
    return set(map(str, still_open))


def _of_farms(distribution_ids: Collection[int]) -> Collection[tuple[int, int, datetime | None]]:
    present = Attendance.objects.present().filter(distribution__in=distribution_ids)
    sellers = present.filter(farm__seller__isnull=False)
    closing = Coalesce("closes_at", F("distribution__closes_at"), output_field=WINDOW)
    in_time = by_the_end(closing, "distribution__")
    return sellers.values_list("distribution_id", "farm__seller", in_time)


def _of_products(distribution_ids: Collection[int]) -> Collection[tuple[int, int, datetime | None]]:
    """What closes at its own time, and the collective's own goods.

    A product withdrawn before anybody ordered it closes nothing.
    """
    of_collective = Q(product__seller__farm__isnull=True)
    own_time = Q(closes_at__isnull=False) | of_collective
    comes = of_collective | Q(attendance__state=Attendance.State.PRESENT)
    matters = Q(withdrawn_at__isnull=True) | Q(ordered__gt=0)
    rows = Listing.objects.filter(own_time, comes, matters, distribution__in=distribution_ids)
    seller = ("distribution_id", "product__seller_id", "window_closes_at")
    return rows.with_window().values_list(*seller).distinct()
