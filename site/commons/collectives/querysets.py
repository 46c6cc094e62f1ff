"""Questions about collectives, in the domain's words."""

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet


class CollectiveQuerySet(QuerySet[Any]):
    """Collectives of the network."""

    def paused_on(self, day: date) -> Self:
        """Those that sell nothing on `day`; a pause without an end goes on."""
        until = Q(paused_until__isnull=True) | Q(paused_until__gte=day)
        return self.filter(until, paused_from__lte=day)
