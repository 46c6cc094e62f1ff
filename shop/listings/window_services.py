"""A wider window changes: what lies in it follows, the farms' own windows and the products'."""

from datetime import datetime

from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.core.audit import entry
from commons.core.locking import hold_rows, write
from commons.core.models import AuditEntry
from distributions.models import Attendance, Distribution
from distributions.services import move_distribution, narrow_window
from distributions.slots import Slot
from distributions.windows import Window
from shop.listings.models import Listing
from shop.listings.windows import fitting


@write
def move_with_goods(
    *, distribution: Distribution, slot: Slot, actor: User | None, now: datetime
) -> Distribution:
    """Give a distribution another slot; own windows that no longer fit are given up, and noted.

    Raises what ``distributions.services.move_distribution`` does.
    """
    listings = Listing.objects.filter(distribution=distribution)
    hold_rows(listings)
    moved = move_distribution(
        distribution=distribution,
        place=slot.place,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        opens_at=slot.opens_at,
        closes_at=slot.closes_at,
        actor=actor,
        now=now,
    )
    _fit(listings, actor, now)
    return moved


@write
def narrow_farm(
    *,
    attendance: Attendance,
    opens_at: datetime | None,
    closes_at: datetime | None,
    actor: User | None,
    now: datetime,
) -> Attendance:
    """Give a farm its own window; its products that would stay open longer close with it.

    Raises what ``distributions.services.narrow_window`` does.
    """
    listings = Listing.objects.filter(attendance=attendance)
    hold_rows(listings)
    narrow_window(
        attendance=attendance, opens_at=opens_at, closes_at=closes_at, actor=actor, now=now
    )
    _fit(listings, actor, now)
    return attendance


def _fit(listings: QuerySet[Listing], actor: User | None, now: datetime) -> None:
    """Under the locks of all of them."""
    own = Q(opens_at__isnull=False) | Q(closes_at__isnull=False)
    changed: list[Listing] = []
    entries: list[AuditEntry] = []
    for listing in listings.filter(own).select_related("distribution", "attendance"):
        before, after = Window(listing.opens_at, listing.closes_at), fitting(listing)
        if after == before:
            continue
        listing.opens_at, listing.closes_at = after.opens_at, after.closes_at
        changed.append(listing)
        data = {"from": before.as_text(), "to": after.as_text()}
        entries.append(
            entry(actor=actor, action="fit_listing_window", target=listing, data=data, now=now)
        )
    Listing.objects.bulk_update(changed, ["opens_at", "closes_at"])
    AuditEntry.objects.bulk_create(entries)
