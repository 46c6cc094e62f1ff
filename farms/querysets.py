"""Questions about farms, in the domain's words."""

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet


class FarmQuerySet(QuerySet[Any]):
    """Farms of the network."""

    def engaged_with(self, collective: object, *, on: date) -> Self:
        """Farms whose engagement with `collective` is active and covers the day `on`."""
        ended = Q(engagements__ends_on__isnull=True) | Q(engagements__ends_on__gte=on)
        return self.filter(
            ended,
            engagements__collective=collective,
            engagements__state="active",
            engagements__starts_on__lte=on,
        ).distinct()
