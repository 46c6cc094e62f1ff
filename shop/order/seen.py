"""What a page showed when its button was pressed: the button binds that, and nothing else.

A page carries each line (quantity, amount, note) and so its total; the operation reads the same
under its locks and compares. What differs is told in words, and asked again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

# "<uid>:<quantity>:<cents>:<cents of one>:<digest of the note>", twelve lines or five hundred.
_LINE = re.compile(
    r"([0-9a-f-]{36}):([0-9]{1,9}(?:,[0-9]{1,3})?):([0-9]{1,9}):([0-9]{1,9}):([0-9a-f]{8}|)",
    re.ASCII,
)
LONGEST = 100_000


class SeenLine(NamedTuple):
    """The quantity as its field shows it ("1,5"), what it comes to, and what one costs today.

    Amounts in cents; of the note its digest.
    """

    quantity: str
    cents: int
    cents_of_one: int
    note: str


@dataclass(frozen=True, slots=True)
class Seen:
    """By the uid of the listing. `str()` is what a hidden field carries."""

    lines: Mapping[str, SeenLine]

    @classmethod
    def parse(cls, text: str) -> "Seen":
        """Read a hidden field; what is damaged is not seen, so that it is asked again."""
        lines = {}
        for part in text[:LONGEST].split():
            if match := _LINE.fullmatch(part):
                uid, quantity, cents, one, note = match.groups()
                lines[uid] = SeenLine(quantity, int(cents), int(one), note)
        return cls(lines)

    def is_of(self, quantities: Mapping[str, str | int], notes: Mapping[str, str]) -> bool:
        """Whether some quantities and notes (by uid) are just what was shown: nothing was typed."""
        return all(
            uid in self.lines and self.lines[uid].quantity == typed
            for uid, typed in quantities.items()
        ) and all(
            uid in self.lines and self.lines[uid].note == digest(note)
            for uid, note in notes.items()
        )

    def noted(self, notes: Mapping[str, str]) -> "Seen":
        """With the notes (by uid) that were typed on the page itself, beside what it showed."""
        lines = {
            uid: line._replace(note=digest(notes[uid])) if uid in notes else line
            for uid, line in self.lines.items()
        }
        return Seen(lines)

    def __str__(self) -> str:
        return " ".join(
            f"{uid}:{line.quantity}:{line.cents}:{line.cents_of_one}:{line.note}"
            for uid, line in sorted(self.lines.items())
        )

    @property
    def total_cents(self) -> int:
        return sum(line.cents for line in self.lines.values())


def digest(note: str) -> str:
    """A note, short enough for a hidden field; nothing for none."""
    return blake2b(note.encode(), digest_size=4).hexdigest() if note else ""
