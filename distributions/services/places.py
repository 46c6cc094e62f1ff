"""Writes of places."""

from datetime import datetime

from django.utils.text import slugify

from commons.accounts.models import User
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from commons.core.search import fold
from distributions.models import Distribution, PickupPlace
from distributions.moves import Announced, tell
from distributions.querysets import DistributionQuerySet

SLUG_LENGTH = 40
# What a manager may say anew of a place.
SAID = (
    *("name", "street", "postcode", "town", "latitude", "longitude"),
    *("opening_notes", "private_notes", "is_active"),
)


@write
def create_place(
    *,
    collective: Collective,
    name: str,
    postcode: str,
    town: str,
    latitude: float | None,
    longitude: float | None,
    street: str = "",
    opening_notes: str = "",
    private_notes: str = "",
    actor: User | None = None,
    now: datetime,
) -> PickupPlace:
    """Add a place; its short name for addresses comes from its name, unique in the collective."""
    place = PickupPlace.objects.create(
        collective=collective,
        name=name,
        slug=_place_slug(collective, name),
        street=street,
        postcode=postcode,
        town=town,
        latitude=latitude,
        longitude=longitude,
        opening_notes=opening_notes,
        private_notes=private_notes,
    )
    record(actor=actor, action="create_place", target=place, now=now)
    return place


@write
def update_place(
    *,
    place: PickupPlace,
    name: str,
    postcode: str,
    town: str,
    latitude: float | None,
    longitude: float | None,
    street: str = "",
    opening_notes: str = "",
    private_notes: str = "",
    is_active: bool = True,
    actor: User | None = None,
    now: datetime,
) -> PickupPlace:
    """Describe a place anew; addresses that have its short name stay. Not `is_active`: not chosen
    for new dates any more. Where its address changes, or how one gets in, those who ordered or
    bring goods are told.
    """
    dates = hold_rows(announced_at(place, now).select_related("place"))
    announced = [(date, Announced.of(date)) for date in dates]
    place.name, place.street, place.postcode, place.town = name, street, postcode, town
    place.latitude, place.longitude = latitude, longitude
    place.opening_notes, place.private_notes = opening_notes, private_notes
    place.is_active = is_active
    place.save(update_fields=SAID)
    record(actor=actor, action="update_place", target=place, now=now)
    for date, before in announced:
        date.place = place
        tell(date, before, now)
    return place


def announced_at(place: PickupPlace, now: datetime) -> DistributionQuerySet:
    """The dates to come at a place for which somebody has ordered."""
    rows: DistributionQuerySet = Distribution.objects.filter(place=place, last_order_number__gt=0)
    return rows.upcoming(now)


def _place_slug(collective: Collective, name: str) -> str:
    base = slug = slugify(fold(name))[:SLUG_LENGTH].strip("-") or "lieu"
    taken = set(collective.places.values_list("slug", flat=True))
    number = 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
