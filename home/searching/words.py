"""Words as the search reads them, in what is written and in what is asked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from commons.collectives.selectors import commune_name
from commons.core.search import STOP_WORDS
from home.models.searched import LONGEST_WORD

EXCERPT = 180  # characters
BEFORE = 50  # of them that stand before the first word that was found
ASKING = frozenset(
    [
        *("comment", "ou", "quand", "quel", "quelle", "quels", "quelles", "qui", "que", "quoi"),
        *("est", "ce", "un", "une", "mon", "ma", "mes", "nos", "vos", "votre", "notre", "je"),
        *("on", "peut", "pour", "par", "sur", "avec", "dans", "chez"),
    ]
)
"""What people ask with, that no answer has to have."""
_WORD = re.compile(r"(\w+)")


def words_in(text: str) -> dict[str, str]:
    """Each word once, folded, with how it is written: "Œufs" is "oeufs", "St" is "saint".

    The small words are left out.
    """
    return {word: form for form, word in _read(text) if word not in STOP_WORDS}


def telling(words: Iterable[str]) -> list[str]:
    """Those that say what is looked for; all where no other does."""
    typed = list(words)
    return [word for word in typed if word not in ASKING] or typed


def _read(text: str) -> Iterator[tuple[str, str]]:
    for form in _WORD.findall(text):
        for word in commune_name(form).split():
            yield form.lower()[:LONGEST_WORD], word[:LONGEST_WORD]


def respelt(text: str, instead: Mapping[str, str]) -> str:
    """The text as it was typed, with other words for some, which are named folded."""
    parts = _WORD.split(text)
    return "".join(_respelt(part, instead) for part in parts)


def _respelt(part: str, instead: Mapping[str, str]) -> str:
    words = commune_name(part).split()
    if instead.keys().isdisjoint(words):
        return part
    return " ".join(instead.get(word, word) for word in words)


def marked(text: str, found: Set[str]) -> SafeString:
    """The text as HTML, with a mark around each word that is among those that were found."""
    parts = _WORD.split(text)
    return format_html_join("", "{}{}{}", (_mark(part, found) for part in parts))


def _mark(part: str, found: Set[str]) -> tuple[str, str, str]:
    if _is_among(part, found):
        return SafeString("<mark>"), part, SafeString("</mark>")
    return "", part, ""


def _is_among(part: str, found: Set[str]) -> bool:
    return any(word in found for word in commune_name(part).split())


def excerpt(text: str, found: Set[str]) -> str:
    """Some of a text, from shortly before the first word that was found; whole words."""
    first = next((each.start() for each in _WORD.finditer(text) if _is_among(each[0], found)), 0)
    start = text.rfind(" ", 0, max(0, first - BEFORE)) + 1 if first > BEFORE else 0
    cut = text[start : start + EXCERPT]
    if start + EXCERPT < len(text):
        cut = f"{cut.rpartition(' ')[0] or cut}…"
    return f"…{cut}" if start else cut
