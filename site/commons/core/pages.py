"""A page is a dataclass of what it shows; templates name its fields."""

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def context_of(page: "DataclassInstance") -> dict[str, object]:
    """The context of the page's template: each field under its name, as it is."""
    return {field.name: getattr(page, field.name) for field in fields(page)}
