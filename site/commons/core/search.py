"""Search in a few thousand names: accents, œ, plurals and small slips make no difference.

``static/js/search.js`` does the same in the browser; ``tests/commons/core/search_vectors.json``
holds both to one answer.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from sys import intern

STOP_WORDS = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"]
)
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
MOST_SIGNS = 2000


class _Signs(dict[int, str]):
    """What a character becomes, by its code: worked out when it is first met, for most texts."""

    def __missing__(self, code: int) -> str:
        small = chr(code).lower().translate(LIGATURES)
        decomposed = unicodedata.normalize("NFKD", small).lower()
        bare = (sign for sign in decomposed if unicodedata.category(sign) != "Mn")
        plain = "".join(sign if sign.isalnum() else " " for sign in bare)
        if len(self) < MOST_SIGNS:
            self[code] = plain
        return plain


_signs = _Signs()


def fold(text: str) -> str:
    """Reduce a text to plain lower-case words with single spaces: "Œufs d’oie" → "oeufs d oie"."""
    return " ".join(text.translate(_signs).split())


@lru_cache(maxsize=8192)
def words_of(*texts: str) -> tuple[str, ...]:
    """The words of some texts, folded. Kept for the texts, whatever they belong to."""
    return tuple(intern(word) for word in fold(" ".join(texts)).split())


def matching(query: str, names: Iterable[tuple[str, ...]]) -> list[bool]:
    """Tell of each name, by its words, whether every word of the query is found among them.

    Small words of the query are ignored; a query without any other word finds everything. Thousands
    of names share their words: each is held against the query once.
    """
    texts = list(names)
    words: set[str] = set().union(*texts)
    asked = [word for word in words_of(query) if word not in STOP_WORDS]
    found = [_near(one, words) for one in asked]
    return [all(not near.isdisjoint(text) for near in found) for text in texts]


def _near(asked: str, words: Iterable[str]) -> set[str]:
    """The words that one finds. A slip leaves one half as it is: others need no closer look."""
    stem = _singular(asked)
    half = len(stem) // 2
    head, tail = stem[:half], stem[half + 1 :]
    return {
        word for word in words if (word.startswith(head) or tail in word) and _finds(asked, word)
    }


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
