"""Questions about orders, in the domain's words."""

from typing import Any, NoReturn, Self

from django.db.models import QuerySet

from shop.order.exceptions import LineKept


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
        """Lines that count: something of them is due; nothing is of an order that is cancelled."""
        return self.filter(due_quantity__gt=0)

    def delete(self) -> NoReturn:
        """Raise ``LineKept``."""
        raise LineKept
