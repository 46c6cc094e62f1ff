"""What a household usually orders: the shop's "Mes habitudes"."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.cache import cache

from commons.collectives.models import Collective
from shop.listings.models import Listing

HOUR = 3600


def usual_products(
    user: AbstractBaseUser | AnonymousUser, collective: Collective
) -> frozenset[int]:
    """Ids of the products that the person's household has ordered in a collective.

    Orders belong to an app above this one: they are reached from the listing, by name. Kept for
    an hour.
    """
    if not user.is_authenticated:
        return frozenset()
    key = f"habits:{user.pk}:{collective.pk}"
    kept: frozenset[int] | None = cache.get(key)
    if kept is None:
        kept = frozenset(_ordered(user, collective))
        cache.set(key, kept, HOUR)
    return kept


def _ordered(user: AbstractBaseUser, collective: Collective) -> list[int]:
    ordered = Listing.objects.filter(
        collective=collective,
        order_lines__quantity__gt=0,
        order_lines__order__cancelled_at__isnull=True,
        order_lines__order__household__persons__user=user.pk,
    )
    return list(ordered.values_list("product_id", flat=True).distinct())
