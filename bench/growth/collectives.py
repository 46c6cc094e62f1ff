"""More collectives, each in a commune of its own with a place, farms and a date to come."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Model

from bench.network.bulk_start import BATCH
from commons.collectives.models import Collective, Commune
from commons.core.ids import uuid7
from distributions.models import Distribution, PickupPlace
from farms.models import Farm, FarmEngagement

COLLECTIVES, FARMS = 1000, 3
SOUTHERNMOST = 41  # degrees: of mainland France
WEEKS = 21  # days, over which the dates are spread
TENTH = 10


def like[M: Model](row: M, **changes: Any) -> M:
    """A copy that is not stored, under a `uid` of its own."""
    columns = [each for each in row._meta.concrete_fields if not each.primary_key]
    values = {
        each.attname: getattr(row, each.attname)
        for each in columns
        if each.name not in changes and not each.generated
    }
    return type(row)(**values | {"uid": uuid7()} | changes)


def more_collectives(model: Distribution) -> None:
    """A tenth of them has announced no date."""
    communes = list(Commune.objects.filter(latitude__gt=SOUTHERNMOST).order_by("department", "pk"))
    across = communes[:: max(1, len(communes) // COLLECTIVES)][:COLLECTIVES]
    places = [_place(model, each) for each in across]
    collectives = [each.collective for each in places]
    Collective.objects.bulk_create(collectives, BATCH)
    PickupPlace.objects.bulk_create(places, BATCH)
    coming = [
        moved(model, n % WEEKS, collective=place.collective, place=place)
        for n, place in enumerate(places)
        if n % TENTH
    ]
    Distribution.objects.bulk_create(coming, BATCH)
    engage(Farm.objects.order_by("pk")[:FARMS], collectives)


def _place(model: Distribution, commune: Commune) -> PickupPlace:
    """With its collective; neither is stored."""
    slug = f"panier-{commune.pk}"
    return like(
        model.place,
        collective=like(model.collective, name=f"Le Panier de {commune.name}", slug=slug),
        postcode=commune.postcode,
        town=commune.name,
        latitude=commune.latitude,
        longitude=commune.longitude,
    )


def moved(model: Distribution, days: int, **changes: Any) -> Distribution:
    """Another date, so many days after; it is not stored."""
    starts_at = model.starts_at + timedelta(days=days)
    return like(
        model,
        slug=f"{starts_at.date()}-{changes['place'].slug}"[:80],
        day=starts_at.date(),
        starts_at=starts_at,
        ends_at=starts_at + (model.ends_at - model.starts_at),
        last_order_number=0,
        series=None,
        **changes,
    )


def engage(farms: Iterable[Farm], collectives: Sequence[Collective]) -> None:
    """As a farm of the network is."""
    agreed = FarmEngagement.objects.filter(state="active", ends_on=None)[:1].get()
    FarmEngagement.objects.bulk_create(
        [like(agreed, farm=farm, collective=each) for farm in farms for each in collectives], BATCH
    )
