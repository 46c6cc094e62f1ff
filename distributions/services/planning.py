"""New distributions. Moments are aware datetimes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import write
from distributions.exceptions import LineTooLong, PlaceTaken
from distributions.models import Distribution, PickupPlace
from distributions.slots import Slot, check_slot, free_slug, taken_slugs

LONGEST_LINE = 140


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
    put(distribution, slot)
    with place_taken_on_clash():
        distribution.save(force_insert=True)
    record(actor=actor, action="create_distribution", target=distribution, now=now)
    return distribution


@write
def set_sheet_line(
    *, distribution: Distribution, line: str, actor: User | None, now: datetime
) -> Distribution:
    """Say something in one line on every sheet that is printed of a date; "" takes it away.

    Raises ``LineTooLong`` beyond 140 signs.
    """
    line = line.strip()
    if len(line) > LONGEST_LINE:
        raise LineTooLong
    distribution.sheet_line = line
    distribution.save(update_fields=["sheet_line"])
    record(actor=actor, action="set_sheet_line", target=distribution, now=now)
    return distribution


def put(distribution: Distribution, slot: Slot) -> None:
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
