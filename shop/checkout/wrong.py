"""What was not taken of a post, at the top of the page with a link to each field."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """A sentence, the product's name ("" where it is not on the page), the anchor of its field."""

    name: str
    message: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence at the top, and the anchor of the line that it is about, where that is there."""

    text: str
    anchor: str = ""


def told_of(
    sentences: Iterable[str], about: Mapping[str, str], uids: Collection[str]
) -> list[Told]:
    """Of sentences; `about` has uids of listings by sentence, `uids` are those on the page."""
    anchors = {text: f"p-{uid}" for text, uid in about.items() if uid in uids}
    return [Told(text, anchors.get(text, "")) for text in sentences]


def wrong_of(
    messages: Mapping[str, str], names: Mapping[str, str], *, prefix: str = "err"
) -> list[Wrong]:
    """Of sentences by the uid of a listing; what has none needs no line."""
    return [
        Wrong(names.get(uid, ""), message, f"{prefix}-{uid}")
        for uid, message in messages.items()
        if message
    ]
