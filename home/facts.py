"""The network in four numbers, counted every ten minutes at most."""

from datetime import datetime

from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils.translation import ngettext

from commons.collectives.models import Collective
from commons.core.quantities import BaseUnit, format_quantity
from farms.models import FarmEngagement
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.order.models import Order

TEN_MINUTES = 600


def facts(now: datetime) -> list[tuple[str, str]]:
    """Each number as written, "4 980", and what it counts."""
    collectives, farms, products, orders = _counts(now)
    named = [
        (collectives, ngettext("collective", "collectives", collectives)),
        (farms, ngettext("farm", "farms", farms)),
        (products, ngettext("product", "products", products)),
        (orders, ngettext("order handed over", "orders handed over", orders)),
    ]
    return [(format_quantity(number, BaseUnit.PIECE), words) for number, words in named]


def _counts(now: datetime) -> tuple[int, int, int, int]:
    kept: tuple[int, int, int, int] | None = cache.get("facts")
    if kept is None:
        engaged = FarmEngagement.objects.filter(state="active")
        listed = Listing.objects.filter(product=OuterRef("pk"))
        kept = (
            Collective.objects.count(),
            engaged.values("farm").distinct().count(),
            Product.objects.on_sale().filter(Exists(listed)).count(),
            Order.objects.standing().filter(distribution__ends_at__lt=now).count(),
        )
        cache.set("facts", kept, TEN_MINUTES)
    return kept
