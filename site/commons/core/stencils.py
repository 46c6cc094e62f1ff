"""Templates of small parts that a page shows by the hundred, filled like stencils.

Django's engine takes a third of a millisecond for a card of the shop, and all cards are alike but
for their words. Here a template is rendered once for each shape of what it shows (what is there,
what is not), with a mark in the place of each word; then only the words are put in.

It may print its values and ask whether they are there, no more: a filter, a comparison or a loop
over a word would see the mark. A test holds that the card of the shop comes out the same both ways.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

type Values = Mapping[str, object]
type Shape = tuple[tuple[str, object], ...]

# A character of Unicode's private use, which no text of ours holds.
MARK = "\ue000"
NAMED = re.compile(f"{MARK}([a-z_.]+){MARK}")
needs_escape = re.compile("[&<>\"']").search


def filled(template: str, **groups: Values | None) -> SafeString:
    """The template with these objects; an object maps names to plain values."""
    words: dict[str, str] = {}
    shape = tuple((group, _shape(group, values, words)) for group, values in groups.items())
    # While one develops, a template may be edited at any moment.
    cut = _stencil.__wrapped__ if settings.DEBUG else _stencil
    return mark_safe(cut(template, get_language(), shape) % words)  # noqa: S308  (escaped)


def _shape(group: str, values: Values | None, words: dict[str, str]) -> Shape | None:
    """Each value as it is but for words, which are collected, ready to be put in."""
    if values is None:
        return None
    shape: list[tuple[str, object]] = []
    for name, value in values.items():
        if value and isinstance(value, str):
            words[f"{group}.{name}"] = conditional_escape(value) if needs_escape(value) else value
            shape.append((name, MARK))
        else:
            shape.append((name, value))
    return tuple(shape)


@lru_cache(maxsize=1024)
def _stencil(
    template: str, _language: str | None, groups: tuple[tuple[str, Shape | None], ...]
) -> str:
    """What the template gives for a shape, ready for the `%` operator."""
    context = {group: None if shape is None else _marked(group, shape) for group, shape in groups}
    return NAMED.sub(r"%(\1)s", get_template(template).render(context).replace("%", "%%"))


def _marked(group: str, shape: Shape) -> dict[str, object]:
    return {
        name: f"{MARK}{group}.{name}{MARK}" if value == MARK else value for name, value in shape
    }


def context_of(page: "DataclassInstance") -> dict[str, object]:
    """The context of the page's template: each field under its name, as it is."""
    return {field.name: getattr(page, field.name) for field in fields(page)}
