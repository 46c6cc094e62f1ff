"""Keeps the index as what it is about, in the same transaction (ADR 0045).

An index is no flow of business: like Wagtail's own, and its index of references, it follows the
rows, whoever writes them. What many rows share, such as the name of an aisle, is written with each.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from commons.collectives.models import Collective
from distributions.models import PickupPlace
from farms.models import Farm, FarmPage
from home.models import CollectivePage
from home.searching.index import refresh
from home.searching.sources import Kind
from shop.catalogue.models import Aisle, Product

NAMED = {"name"}
READ: Mapping[type[Model], tuple[str, Collection[str]]] = {
    Collective: (Kind.COLLECTIVE, {"name", "summary"}),
    Farm: (Kind.FARM, {"name", "town", "presentation"}),
    PickupPlace: (Kind.PLACE, {"name", "street", "postcode", "town"}),
    Product: (
        Kind.PRODUCT,
        {"title", "description", "keywords", "variety", "origin", "produced_by", "aisle"},
    ),
}
"""Which columns of a row its entry says something of."""
SHARED: Mapping[type[Model], str] = {
    Aisle: "aisle",
    Farm: "seller__farm",
    Collective: "seller__collective",
}
"""Whose name the entries of products bear."""


def follow() -> None:
    """Listen to whatever is written; called once, when the app is ready."""
    for model in READ.keys() | SHARED.keys():
        post_save.connect(follow_row, sender=model)
    m2m_changed.connect(follow_labels, sender=Product.labels.through)
    page_published.connect(follow_page)
    page_unpublished.connect(follow_page)


def follow_row(
    *, sender: type[Model], instance: Model, created: bool, raw: bool, **more: Any
) -> None:
    """Not what is loaded from a file, whose other rows may not be there yet."""
    changed: Collection[str] | None = more["update_fields"]
    if raw:
        return
    if sender in READ:
        kind, columns = READ[sender]
        if _concerns(changed, columns):
            refresh(kind, [instance.pk])
    if sender in SHARED and not created and _concerns(changed, NAMED):
        its = Product.objects.filter(**{SHARED[sender]: instance.pk})
        refresh(Kind.PRODUCT, list(its.values_list("pk", flat=True)))


def _concerns(changed: Collection[str] | None, columns: Collection[str]) -> bool:
    return changed is None or not set(columns).isdisjoint(changed)


def follow_labels(*, instance: Product, action: str, reverse: bool, **_more: Any) -> None:
    if action.startswith("post_") and not reverse:
        refresh(Kind.PRODUCT, [instance.pk])


def follow_page(*, instance: Page, **_more: Any) -> None:
    """A page of something else is found with that."""
    kind, key = Kind.PAGE, instance.pk
    if isinstance(instance, CollectivePage):
        kind, key = Kind.COLLECTIVE, instance.collective_id
    elif isinstance(instance, FarmPage):
        kind, key = Kind.FARM, instance.farm_id
    refresh(kind, [key])
