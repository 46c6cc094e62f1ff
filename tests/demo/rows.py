"""Every row of every table, to see that none has changed."""

from typing import Any

from django.apps import apps
from wagtail.blocks import StreamValue

type Rows = dict[tuple[str, Any], str]


def all_rows() -> Rows:
    """The values of each row, by table and key."""
    rows: Rows = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            names = [field.attname for field in model._meta.concrete_fields]
            for values in model._default_manager.values_list("pk", *names):
                rows[model._meta.db_table, values[0]] = repr([*map(_plain, values)])
    return rows


def _plain(value: object) -> object:
    """What is stored: blocks of a page show only where they lie in memory."""
    return value.get_prep_value() if isinstance(value, StreamValue) else value
