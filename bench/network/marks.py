"""Finds what the bench measures in a network at scale; read from the rows, nothing is stored.

The open shops are all of one collective. What the bench orders or closes is found no more.
"""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from collectifs.demo.orders import FOYERS
from collectifs.demo.people import PASSWORD
from commons.accounts.models import User
from distributions.models import Distribution
from shop.order.models import Order

SHOPS = (24, 100, 700)
"""How many listings each of the marked open shops offers."""
CLOSING_ORDERS, CLOSING_FARMS = 400, 30
"""How many orders, of how many farms present, the marked distribution closes with."""

__all__ = ["PASSWORD", "SHOPS", "closing_distribution", "customers", "shop_of"]


def shop_of(count: int) -> Distribution:
    """The open distribution with exactly `count` listings, of `SHOPS`.

    Raises ``Distribution.DoesNotExist``.
    """
    rows = Distribution.objects.open_at(timezone.now()).annotate(count=Count("listings"))
    return _first(rows.filter(count=count))


def closing_distribution() -> Distribution:
    """The open distribution with 400 orders and 30 farms present; no closing of it is processed.

    Process it as of its `closes_at` and a minute. Raises ``Distribution.DoesNotExist``.
    """
    present = Count("attendances", Q(attendances__state="present"), distinct=True)
    standing = Count("orders", Q(orders__cancelled_at=None), distinct=True)
    rows = Distribution.objects.open_at(timezone.now()).filter(closings=None)
    marked = rows.annotate(farms=present, placed=standing)
    return _first(marked.filter(farms=CLOSING_FARMS, placed=CLOSING_ORDERS))


def customers(n: int) -> list[User]:
    """`n` members of the collective of the open shops who have no order there; the same each time.

    Each is alone in a household and signs in with `PASSWORD`. Raises ``ValueError`` where there
    are fewer.
    """
    collective = shop_of(SHOPS[0]).collective_id
    opened = Distribution.objects.open_at(timezone.now()).filter(collective=collective)
    ordered = Order.objects.filter(
        distribution__in=opened, household=OuterRef("person__household"), cancelled_at=None
    )
    members = User.objects.filter(
        email__endswith=FOYERS, person__household__memberships__collective=collective
    )
    found = list(members.filter(~Exists(ordered)).order_by("pk")[:n])
    if len(found) < n:
        raise ValueError(f"{len(found)} customers without an order, {n} asked for")
    return found


def _first(rows: QuerySet[Distribution]) -> Distribution:
    found = rows.select_related("collective", "place").order_by("-closes_at", "pk").first()
    if found is None:
        raise Distribution.DoesNotExist
    return found
