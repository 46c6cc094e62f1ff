"""Writes of distributions. Moments are aware datetimes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import write
from distributions.exceptions import DistributionCancelled, InvalidWindow, PlaceTaken
from distributions.locks import hold
from distributions.models import Distribution, FormerSlug, PickupPlace
from distributions.services.attendances import fit_windows
from distributions.slots import Slot, check_slot, free_slug, taken_slugs

SLOT = ("slug", "place", "day", "starts_at", "ends_at", "opens_at", "closes_at")


@write
def create_distribution(
    *,
    collective: Collective,
    place: PickupPlace,
    starts_at: datetime,
    ends_at: datetime,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    attendance_due_at: datetime | None = None,
    farms_may_widen: bool = False,
    actor: User | None = None,
    now: datetime,
) -> Distribution:
    """Plan one distribution; without both dates of the window nobody can order (O01).

    Raises ``PlaceTaken`` (one per place and local day, O05), ``ForeignPlace``, ``InvalidHours``
    or ``InvalidWindow``.
    """
    slot = Slot(
        place=place, starts_at=starts_at, ends_at=ends_at, opens_at=opens_at, closes_at=closes_at
    )
    check_slot(slot, collective)
    day = slot.day(collective)
    distribution = Distribution(
        collective=collective,
        slug=free_slug(day, place, taken_slugs(collective, place)),
        attendance_due_at=attendance_due_at,
        farms_may_widen=farms_may_widen,
    )
    _put(distribution, slot)
    with place_taken_on_clash():
        distribution.save(force_insert=True)
    record(actor=actor, action="create_distribution", target=distribution, now=now)
    return distribution


@write
def move_slot(
    *,
    distribution: Distribution,
    starts_at: datetime,
    ends_at: datetime,
    opens_at: datetime | None,
    closes_at: datetime | None,
    place: PickupPlace | None = None,
    actor: User | None = None,
    now: datetime,
) -> Distribution:
    """Give a distribution another slot; its former address redirects.

    Farms follow: what of their own windows no longer fits is given up; products follow in
    `shop.listings.window_services.move_distribution`. Raises what ``create_distribution`` does,
    ``DistributionCancelled`` and ``DistributionGone``. What customers must be told is the caller's.
    """
    if hold(distribution).cancelled_at:
        raise DistributionCancelled
    slot = Slot(
        place=place or distribution.place,
        starts_at=starts_at,
        ends_at=ends_at,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    check_slot(slot, distribution.collective)
    before = {"slug": distribution.slug, "starts_at": distribution.starts_at.isoformat()}
    _readdress(distribution, slot)
    _put(distribution, slot)
    with place_taken_on_clash():
        distribution.save(update_fields=SLOT)
    fit_windows(distribution, actor=actor, now=now)
    record(actor=actor, action="move_slot", target=distribution, data=before, now=now)
    return distribution


def _readdress(distribution: Distribution, slot: Slot) -> None:
    """A new address where place or day change; an address that it had before is taken back."""
    collective, former = distribution.collective, distribution.slug
    if (slot.place, slot.day(collective)) == (distribution.place, distribution.day):
        return
    own = set(distribution.former_slugs.values_list("slug", flat=True))
    taken = taken_slugs(collective, slot.place) - own
    distribution.slug = free_slug(slot.day(collective), slot.place, taken)
    distribution.former_slugs.filter(slug=distribution.slug).delete()
    FormerSlug.objects.create(distribution=distribution, collective=collective, slug=former)


@write
def extend_closing(
    *, distribution: Distribution, closes_at: datetime, actor: User | None = None, now: datetime
) -> Distribution:
    """Close orders later, also when they are closed already; farms' own closings stay.

    Raises ``InvalidWindow`` unless the new time is later than both the former and ``now``, and
    before the distribution ends; ``DistributionCancelled``.
    """
    if hold(distribution).cancelled_at:
        raise DistributionCancelled
    before = distribution.closes_at
    if before is None or not max(before, now) < closes_at <= distribution.ends_at:
        raise InvalidWindow
    data = {"from": before.isoformat(), "to": closes_at.isoformat()}
    distribution.closes_at = closes_at
    distribution.save(update_fields=["closes_at"])
    record(actor=actor, action="extend_closing", target=distribution, data=data, now=now)
    return distribution


def _put(distribution: Distribution, slot: Slot) -> None:
    """Give it the slot, not stored. Raises ``PlaceTaken``."""
    day = slot.day(distribution.collective)
    there = Distribution.objects.standing().filter(place=slot.place, day=day)
    if there.exclude(pk=distribution.pk).exists():
        raise PlaceTaken(day=day)
    distribution.place = slot.place
    distribution.day = day
    distribution.starts_at = slot.starts_at
    distribution.ends_at = slot.ends_at
    distribution.opens_at = slot.opens_at
    distribution.closes_at = slot.closes_at


@contextmanager
def place_taken_on_clash() -> Iterator[None]:
    """Two at once at one place and day: the database refuses what the check could not see yet."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        raise PlaceTaken from clash
