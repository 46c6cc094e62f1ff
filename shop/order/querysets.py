"""Questions about orders, in the domain's words."""

from typing import Any, Self

from django.db.models import QuerySet


class OrderQuerySet(QuerySet[Any]):
    """Orders; nobody reads another collective's or household's."""

    def of(self, collective: object) -> Self:
        return self.filter(collective=collective)

    def of_household(self, household: object) -> Self:
        return self.filter(household=household)

    def standing(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_at__isnull=True)


class OrderLineQuerySet(QuerySet[Any]):
    """Lines of orders."""

    def counted(self) -> Self:
        """Lines that count: some quantity, in an order that is not cancelled."""
        return self.filter(quantity__gt=0, order__cancelled_at__isnull=True)
