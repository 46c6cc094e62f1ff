"""What a database says, apart from keys and chance: to compare two ways of writing the same."""

import json
from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, JSONField, Model

type Facts = dict[str, Counter[str]]

# Drawn anew each time, by name of the column.
CHANCE = {
    "id": "the row's key",
    "uid": "random",
    "password": "salted",
    "target_uid": "the uid of what an act of the audit is about",
    "line_reference": "in baskets, the uid of the listing",
    "partner_sku": "the uid of the product",
    "number": "an order's, random",
    "reference": "the number of the order that a move of stock is for",
    "translation_key": "random, of a page",
    "object_id": "a row's key, where Wagtail keeps no foreign key",
    "to_object_id": "the same",
    "subject": "a row's key, where the search keeps no foreign key",
    "file": "the name of a picture's file, which must be free",
}
# Inside columns of JSON.
CHANCE_INSIDE = {
    "line": "the uid of a line in a list that was sent",
    "listing": "the uid of a listing there",
    "user": "the uid of a person in the audit",
}
# The keys of what a page leads to lie in what a revision of it says, and those of its pictures.
KEYS_INSIDE = {
    ("wagtailcore_revision", "content"),
    ("farms_farmpage", "gallery"),
    ("home_guidepage", "attachments"),
    *(("wagtailcore_referenceindex", name) for name in ("content_path", "content_path_hash")),
}
# Here such a column is no chance.
KEPT = {("farms_certification", "number"), ("core_outboxmail", "subject")}


def facts() -> Facts:
    """The rows of each table, each as text; a foreign key is told by what it leads to."""
    known: dict[tuple[str, Any], str] = {}
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    rows = {model: {row.pk: row for row in model._base_manager.all()} for model in models}

    def told(model: type[Model], pk: Any) -> str:
        key = (model._meta.db_table, pk)
        if key not in known:
            known[key] = f"{key[0]}…"  # a row that leads to itself
            known[key] = json.dumps(_values(rows[model][pk], told), sort_keys=True, default=str)
        return known[key]

    return {
        model._meta.db_table: Counter(told(model, pk) for pk in of_model)
        for model, of_model in rows.items()
    }


def _values(row: Model, told: Any) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        named = field.name in CHANCE and (row._meta.db_table, field.name) not in KEPT
        if (row._meta.db_table, field.name) in KEYS_INSIDE:
            continue
        if isinstance(field, ForeignKey):
            target: Any = field.remote_field.model
            concrete = target._meta.concrete_model
            values[field.name] = None if value is None else hash(told(concrete, value))
        elif isinstance(field, JSONField):
            values[field.name] = _without_chance(value)
        elif not named:
            values[field.name] = str(value)
    return values


def _without_chance(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_chance(each) for each in value]
    if isinstance(value, dict):
        return {
            key: _without_chance(each) for key, each in value.items() if key not in CHANCE_INSIDE
        }
    return value
