"""What was announced of a date, and whom a change of it is told to.

Who ordered and who brings is known further up: the setting `DATE_TELLERS` names what tells them.
The operations of `services.moving` and `services.places` call it, so that no screen changes what
was announced without a word.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from distributions.models import Distribution, PickupPlace


@dataclass(frozen=True, slots=True)
class Announced:
    """Where and when one collects, how one gets in there, and until when one orders."""

    place: str
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime | None
    opening_notes: str

    @classmethod
    def of(cls, distribution: Distribution) -> "Announced":
        """As it is now; its place is read."""
        hours = distribution.starts_at, distribution.ends_at, distribution.closes_at
        place = distribution.place
        return cls(address_of(place), *hours, place.opening_notes)

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> "Announced":
        """As it was stored for a mail."""
        moments = ("starts_at", "ends_at", "closes_at")
        read = {name: data[name] and datetime.fromisoformat(data[name]) for name in moments}
        # A mail that was stored before notes were announced has none.
        notes = data.get("opening_notes", "")
        return cls(place=data["place"], opening_notes=notes, **read)

    def data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that is otherwise than it was announced, at a moment."""

    distribution: Distribution
    before: Announced
    after: Announced
    at: datetime

    @property
    def key(self) -> str:
        """Under which each person is told once."""
        return f"{self.distribution.uid}:{self.at.isoformat()}"


def tell(distribution: Distribution, before: Announced, now: datetime) -> None:
    """Tell a change of a date with orders that is to come; nothing where nothing changed."""
    after = Announced.of(distribution)
    is_over = now >= max(before.ends_at, after.ends_at)
    if before == after or is_over or distribution.cancelled_at:
        return
    if not distribution.last_order_number:
        return
    for name in settings.DATE_TELLERS:
        teller: Callable[[Moved], None] = import_string(name)
        teller(Moved(distribution, before, after, now))


def address_of(place: PickupPlace) -> str:
    """A place in one row: name, street, postcode and town."""
    town = f"{place.postcode} {place.town}"
    return ", ".join(part for part in (place.name, place.street, town) if part)
