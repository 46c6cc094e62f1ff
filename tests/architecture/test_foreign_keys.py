"""Foreign keys follow the layers: a model points to its own layer or to a lower one."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

# From the top down. The first prefix that fits a module is its layer.
LAYERS = (
    "collectifs.demo",
    "collectifs.jobs",
    "home",
    "shop.producer",
    "shop.reporting",
    "shop.checkout",
    "shop.order",
    "shop.basket",
    "shop.listings",
    "shop.catalogue",
    "shop.partner",
    "distributions",
    "charter",
    "farms",
    "commons.messaging",
    "commons.collectives",
    "commons.accounts",
    "commons.core",
)
# "app.Model.field": why it may point up.
EXCEPTIONS = {
    "core.AuditEntry.actor": "the user who did it",
    "core.CollectifsDocument.uploaded_by_user": "Wagtail's own reference to the user",
    "core.CollectifsImage.uploaded_by_user": "Wagtail's own reference to the user",
    "partner.StockRecord.product": "Oscar's own reference: prices and stock are a product's",
}


def layer(model: type[Model]) -> int | None:
    """How low a model lies, 0 being the top; None for a library's."""
    for position, prefix in enumerate(LAYERS):
        if f"{model.__module__}.".startswith(f"{prefix}."):
            return position
    return None


def relations() -> Iterator[tuple[str, type[Model], type[Model]]]:
    """Each foreign key, one-to-one or many-to-many of ours: its name, from, to."""
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if isinstance(field.related_model, type):
                yield f"{model._meta.label}.{field.name}", model, field.related_model


def upward() -> set[str]:
    return {name for name, model, target in relations() if points_up(model, target)}


def points_up(model: type[Model], target: type[Model]) -> bool:
    ours, theirs = layer(model), layer(target)
    return ours is not None and theirs is not None and theirs < ours


def test_foreign_keys_point_down_only() -> None:
    assert upward() - EXCEPTIONS.keys() == set()


def test_every_exception_is_still_needed() -> None:
    assert EXCEPTIONS.keys() - upward() == set()
