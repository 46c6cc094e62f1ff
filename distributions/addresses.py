"""A distribution's public addresses; its `collective` is read, select it together."""

from django.urls import reverse

from commons.collectives.models import Collective
from distributions.models import Distribution


def next_shop_path(collective: Collective) -> str:
    """`/<collectif>/boutique/`, the shop of its next distribution."""
    return reverse("shop:next", args=[collective.slug])


def shop_path(distribution: Distribution) -> str:
    """`/<collectif>/boutique/<date>-<lieu>/`, the shop of this one."""
    return reverse("shop:shop", args=[distribution.collective.slug, distribution.slug])


def basket_path(distribution: Distribution) -> str:
    """`/<collectif>/panier/<date>-<lieu>/`, the basket of this one."""
    return reverse("checkout:basket", args=[distribution.collective.slug, distribution.slug])
