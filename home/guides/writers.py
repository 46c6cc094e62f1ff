"""Which collective wrote a guide: the one below whose shelf it stands."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from commons.collectives.models import Collective


def writers_of(guides: Iterable[Any]) -> dict[int, Collective]:
    """Collectives by the key of the guide, in one query; what the network wrote is left out."""
    shelves = {guide.pk: guide.path[: -guide.steplen] for guide in guides}
    found = Collective.objects.filter(guide_shelf__path__in=set(shelves.values()))
    by_path = {each.shelf: each for each in found.annotate(shelf=F("guide_shelf__path"))}
    return {pk: by_path[path] for pk, path in shelves.items() if path in by_path}
