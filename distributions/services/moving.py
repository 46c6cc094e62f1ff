"""A date is otherwise than it was announced: whoever ordered or brings goods is told.

Nothing else changes place, hours or closing of a date; what places say is in `places`.
"""

from datetime import datetime

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import write
from distributions.exceptions import DistributionCancelled, InvalidWindow
from distributions.locks import hold
from distributions.models import Distribution, FormerSlug, PickupPlace
from distributions.moves import Announced, tell
from distributions.services.attendances import fit_windows
from distributions.services.planning import place_taken_on_clash, put
from distributions.slots import Slot, check_slot, free_slug, taken_slugs

SLOT = ("slug", "place", "day", "starts_at", "ends_at", "opens_at", "closes_at")


@write
def move_distribution(
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
    `shop.listings.window_services.move_with_goods`. Whoever ordered or brings goods is told. Raises
    what ``create_distribution`` does, ``DistributionCancelled`` and ``DistributionGone``.
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
    announced = Announced.of(distribution)
    before = {"slug": distribution.slug, "starts_at": distribution.starts_at.isoformat()}
    _readdress(distribution, slot)
    put(distribution, slot)
    with place_taken_on_clash():
        distribution.save(update_fields=SLOT)
    fit_windows(distribution, actor=actor, now=now)
    record(actor=actor, action="move_slot", target=distribution, data=before, now=now)
    tell(distribution, announced, now)
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

    Whoever ordered or brings goods is told.

    Raises ``InvalidWindow`` unless the new time is later than both the former and ``now``, and
    before the distribution ends; ``DistributionCancelled``.
    """
    if hold(distribution).cancelled_at:
        raise DistributionCancelled
    before = distribution.closes_at
    if before is None or not max(before, now) < closes_at <= distribution.ends_at:
        raise InvalidWindow
    announced = Announced.of(distribution)
    data = {"from": before.isoformat(), "to": closes_at.isoformat()}
    distribution.closes_at = closes_at
    distribution.save(update_fields=["closes_at"])
    record(actor=actor, action="extend_closing", target=distribution, data=data, now=now)
    tell(distribution, announced, now)
    return distribution
