"""The network, and each collective, in numbers, counted every ten minutes at most."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import ngettext

from commons.collectives.models import Collective
from commons.core.quantities import BaseUnit, format_quantity
from farms.models import FarmEngagement
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.order.models import Order

TEN_MINUTES = 600

type Figure = tuple[str, str]


def facts(now: datetime) -> list[Figure]:
    """Each number as written, "4 980", and what it counts."""
    collectives, farms, products, orders = _counts(now)
    named = [
        (collectives, ngettext("collective", "collectives", collectives)),
        (farms, ngettext("farm", "farms", farms)),
        (products, ngettext("product", "products", products)),
        (orders, ngettext("order handed over", "orders handed over", orders)),
    ]
    return _written(named)


def figures_of(collective: Collective, now: datetime) -> list[Figure]:
    """The same of a collective; what it has none of is left out."""
    key = f"figures:{collective.pk}"
    kept: tuple[int, int, int] | None = cache.get(key)
    if kept is None:
        kept = _counts_of(collective, now)
        cache.set(key, kept, TEN_MINUTES)
    farms, products, orders = kept
    named = [
        (farms, ngettext("farm", "farms", farms)),
        (products, ngettext("product", "products", products)),
        (orders, ngettext("order handed over", "orders handed over", orders)),
    ]
    return _written((number, words) for number, words in named if number)


def _written(named: Iterable[tuple[int, str]]) -> list[Figure]:
    return [(format_quantity(number, BaseUnit.PIECE), words) for number, words in named]


def _counts_of(collective: Collective, now: datetime) -> tuple[int, int, int]:
    """In one question."""
    farms = FarmEngagement.objects.filter(state="active")
    on_sale = Product.objects.on_sale().filter(pk=OuterRef("product"))
    past = Order.objects.standing().filter(distribution__ends_at__lt=now)
    counts = Collective.objects.filter(pk=collective.pk).values_list(
        _count(farms, "collective", "farm"),
        _count(Listing.objects.filter(Exists(on_sale)), "collective", "product"),
        _count(past, "distribution__collective", "pk"),
    )
    first, second, third = counts[0]
    return first or 0, second or 0, third or 0


def _count(rows: QuerySet[Any], owner: str, what: str) -> Subquery:
    """How many different ones a collective has among rows."""
    own = rows.order_by().filter(**{owner: OuterRef("pk")}).values(owner)
    return Subquery(own.annotate(n=Count(what, distinct=True)).values("n"))


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
