"""What was not taken of a post, at the top of the page with a link to each field."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """A sentence, the product's name ("" where it is not on the page), the anchor of its field."""

    name: str
    message: str
    anchor: str


def wrong_of(
    messages: Mapping[str, str], names: Mapping[str, str], *, prefix: str = "err"
) -> list[Wrong]:
    """Of sentences by the uid of a listing; what has none needs no line."""
    return [
        Wrong(names.get(uid, ""), message, f"{prefix}-{uid}")
        for uid, message in messages.items()
        if message
    ]
