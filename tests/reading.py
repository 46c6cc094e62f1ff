"""What a page says, as a browser shows it: a template may break a line where it has a space."""

import re
from html import unescape
from typing import Any


def read(answer: Any) -> str:
    """The page of a client's answer: characters for entities, one space where it has several."""
    # Not by `split()`, which would take the no-break spaces of French for spaces.
    return re.sub(r"[ \t\r\n]+", " ", unescape(answer.content.decode()))
