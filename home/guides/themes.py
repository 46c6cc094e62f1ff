"""The categories of guides: blocks of the section's page, in the order of its editors.

A guide keeps the id of its category, which stays through renaming and reordering; where a category
was taken away, its guides stand under none.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import slugify

FIRST = (
    "Créer un collectif",
    "Tenir une distribution",
    "Fermes",
    "Argent et droit",
    "Communication",
)


class Theme(NamedTuple):
    """`slug` names it in addresses."""

    id: str
    name: str
    slug: str


def themes_in(blocks: Iterable[Any]) -> list[Theme]:
    """Of the stream of a section's page; one that has no id yet is not stored either."""
    return [Theme(each.id, each.value, slugify(each.value)) for each in blocks if each.id]


def first_themes() -> list[dict[str, str]]:
    """What a new network begins with, as a stream stores it."""
    return [
        {"type": "theme", "value": name, "id": str(uuid5(NAMESPACE_URL, f"fiches/{slugify(name)}"))}
        for name in FIRST
    ]
