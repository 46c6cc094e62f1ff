"""Who sees which order."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from commons.collectives.models import Role
from commons.collectives.permissions import collectives_of
from commons.core.quantities import BaseUnit, SaleMode
from shop.order.models import Line, Order
from shop.order.querysets import OrderQuerySet

OWED = F("quantity") * F("container_deposit_cents")  # as `Returnable.cents` reckons


def visible_orders(user: AbstractBaseUser | AnonymousUser) -> OrderQuerySet:
    """Those of the person's household, and those of the collectives where they are a manager."""
    if not user.is_authenticated:
        return Order.objects.none()
    own = Q(household__persons__user=user.pk)
    managed = Q(collective__in=collectives_of(user, Role.MANAGER).values("pk"))
    found: OrderQuerySet = Order.objects.filter(own | managed).distinct()
    return found


def with_facts_of_lines(orders: OrderQuerySet) -> OrderQuerySet:
    """Each with `deposit_cents`, owed for containers beside its total, and `is_estimate`.

    As `shown.deposit_cents` and `shown.is_estimate` say of lines, without a query more.
    """
    lines = Line.objects.filter(order=OuterRef("pk"), quantity__gt=0).order_by()
    pieces = lines.filter(base_unit=BaseUnit.PIECE)
    sums = pieces.values("order").annotate(owed=Sum(OWED)).values("owed")
    found: OrderQuerySet = orders.annotate(
        deposit_cents=Coalesce(Subquery(sums), 0),
        is_estimate=Exists(lines.filter(sale_mode=SaleMode.WEIGHED)),
    )
    return found


def is_own(order: Order, user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the order is of the person's household."""
    return bool(order.household.persons.filter(user=user.pk).exists())
