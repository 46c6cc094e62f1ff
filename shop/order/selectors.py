"""Who sees which order."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q

from collectifs.collectives.models import Role
from collectifs.collectives.permissions import collectives_of
from shop.order.models import Order
from shop.order.querysets import OrderQuerySet


def visible_orders(user: AbstractBaseUser | AnonymousUser) -> OrderQuerySet:
    """Those of the person's household, and those of the collectives where they are a manager."""
    if not user.is_authenticated:
        return Order.objects.none()
    own = Q(household__persons__user=user.pk)
    managed = Q(collective__in=collectives_of(user, Role.MANAGER).values("pk"))
    found: OrderQuerySet = Order.objects.filter(own | managed).distinct()
    return found


def is_own(order: Order, user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the order is of the person's household."""
    return bool(order.household.persons.filter(user=user.pk).exists())
