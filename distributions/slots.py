"""Where and when: the rules that every new or moved distribution passes."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from commons.collectives.models import Collective
from commons.core.dates import day_and_year, exists, hour
from distributions.exceptions import ForeignPlace, InvalidHours, InvalidWindow, MissingHour
from distributions.models import Distribution, FormerSlug, PickupPlace
from distributions.querysets import LONGEST

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place, the hours there, and the window of orders (None = nobody can order)."""

    place: PickupPlace
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    def day(self, collective: Collective) -> date:
        """The local date of the start."""
        return self.starts_at.astimezone(collective.zone).date()


def check_slot(slot: Slot, collective: Collective) -> None:
    """Raise ``ForeignPlace``, ``MissingHour``, ``InvalidHours`` or ``InvalidWindow``."""
    if slot.place.collective_id != collective.pk:
        raise ForeignPlace
    _check_clock(slot)
    if not slot.starts_at < slot.ends_at <= slot.starts_at + LONGEST:
        raise InvalidHours
    if slot.closes_at is None:
        return
    opens_late = slot.opens_at is not None and slot.opens_at >= slot.closes_at
    if opens_late or slot.closes_at > slot.ends_at:
        raise InvalidWindow


def _check_clock(slot: Slot) -> None:
    """Each moment is one that the clocks show."""
    for name in ("starts_at", "ends_at", "opens_at", "closes_at"):
        moment: datetime | None = getattr(slot, name)
        if moment and not exists(moment):
            on_the_clock = hour(moment.replace(tzinfo=UTC), UTC)
            raise MissingHour(name, day=day_and_year(moment.date()), hour=on_the_clock)


def taken_slugs(collective: Collective, place: PickupPlace) -> set[str]:
    """Addresses that name the place, in use or redirecting."""
    wanted = {"collective": collective, "slug__contains": place.slug}
    present = Distribution.objects.filter(**wanted).values_list("slug", flat=True)
    return {*present, *FormerSlug.objects.filter(**wanted).values_list("slug", flat=True)}


def free_slug(day: date, place: PickupPlace, taken: Container[str]) -> str:
    """ "2026-11-27-halle", with -2 after it where a cancelled or moved one has that address."""
    base = slug = f"{day.isoformat()}-{place.slug}"
    number = 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
