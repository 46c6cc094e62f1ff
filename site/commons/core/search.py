"""Search in a few hundred names: accents, œ, plurals and small slips make no difference.

``static/js/search.js`` does the same in the browser; ``tests/commons/core/search_vectors.json``
holds both to one answer.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

STOP_WORDS = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"]
)
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def fold(text: str) -> str:
    """Reduce a text to plain lower-case words with single spaces: "Œufs d’oie" → "oeufs d oie"."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES)).lower()
    bare = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
    return re.sub(r"[\W_]+", " ", bare).strip()


def matches(query: str, words: Collection[str]) -> bool:
    """Tell whether every word of the query is found among the words of a folded text.

    ``words`` is ``fold(name).split()``, made once per name. Small words of the query are ignored;
    a query without any other word finds everything.
    """
    return all(any(_finds(one, word) for word in words) for one in _asked(query))


@lru_cache(maxsize=64)
def _asked(query: str) -> tuple[str, ...]:
    """Fold a query once for all the names that it is held against."""
    return tuple(word for word in fold(query).split() if word not in STOP_WORDS)


def _finds(asked: str, word: str) -> bool:
    """Find a beginning, another number, or one slip where either word has five letters.

    A word still being typed may hold the slip too, from six letters on: shorter ones would find
    peppers ("poivron") for a pear ("poire").
    """
    if word.startswith(asked) or _singular(asked) == _singular(word):
        return True
    if len(asked) < 4 or max(len(asked), len(word)) < 5:
        return False
    if _one_slip(_singular(asked), _singular(word)):
        return True
    near = range(len(asked) - 1, min(len(asked) + 2, len(word)))
    return len(asked) >= 6 and any(_one_slip(asked, word[:length]) for length in near)


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= 4 and word[-1] in "sx" else word


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter is missing, added, wrong, or two neighbours are swapped."""
    short, long = sorted((one, other), key=len)
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    rest, other_rest = short[same:], long[same:]
    swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return swapped or rest[1:] == other_rest[1:]
