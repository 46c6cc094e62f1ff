"""Search in a few thousand names: accents, œ, plurals and small slips find, exact words lead."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from sys import intern

STOP_WORDS = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"]
)
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
MOST_SIGNS = 2000
EXACT, BEGINNING, SLIP = 0, 1, 2
SHORTEST_SLIPPED = 5  # letters of a word that one may mistype


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
    """Tell of each name, by its words, whether every word of the query is found among them."""
    return [rank is not None for rank in ranking(query, names)]


def ranking(
    query: str, names: Iterable[tuple[str, ...]], strict: Collection[str] = ()
) -> list[int | None]:
    """Rank each name, by its words; None where a word of the query is not found. See `ranks_of`."""
    texts = list(names)
    ranks = ranks_of(query, [index_of(enumerate(texts))], strict)
    return [0 if ranks is None else ranks.get(place) for place in range(len(texts))]


type Index = Mapping[str, Collection[int]]
"""Which names have a word, by that word: thousands of names share their words."""


def index_of(names: Iterable[tuple[int, Iterable[str]]]) -> Index:
    """Of names with their words; a name may come again, with more of them."""
    index: dict[str, list[int]] = defaultdict(list)
    for name, words in names:
        for word in words:
            index[word].append(name)
    return index


def ranks_of(
    query: str, indexes: Sequence[Index], strict: Collection[str] = ()
) -> dict[int, int] | None:
    """Rank the names that have every word of the query: 0 as it is, more where they come near.

    Of what comes equally near, what an earlier index has leads: eggs are called so, meat only lies
    in the aisle of meat and eggs.

    The query's small words are ignored; None where it has no other: that finds everything. A word
    that is among the `strict` ones (those of the labels) means itself: "AB" finds no apricots
    ("abricots").
    """
    asked = [word for word in words_of(query) if word not in STOP_WORDS]
    found = [_nearest(one, indexes, EXACT if one in strict else SLIP) for one in asked]
    if not found:
        return None
    first, *others = found
    common = set(first).intersection(*others)
    return {name: sum(levels[name] for levels in found) for name in common}


def _nearest(asked: str, indexes: Sequence[Index], furthest: int) -> dict[int, int]:
    """The names that have one word, and how near the nearest of theirs comes."""
    nearest: dict[int, int] = {}
    for place, index in enumerate(indexes):
        for word, level in _near(asked, index, furthest).items():
            rank = level * len(indexes) + place
            for name in index[word]:
                nearest[name] = min(rank, nearest.get(name, rank))
    return nearest


def _near(asked: str, words: Iterable[str], furthest: int) -> dict[str, int]:
    """The words that one finds, and how: `EXACT`, `BEGINNING` or `SLIP`.

    A slip leaves one half as it is: others need no closer look.
    """
    own, bare = halves(singular(asked)), halves(_bare(asked))
    found = {}
    for word in words:
        if _shares(own, word) or _shares(bare, _bare(word)):
            level = _level(asked, word)
            if level is not None and level <= furthest:
                found[word] = level
    return found


def halves(stem: str) -> tuple[str, str]:
    """What stands before and behind its middle letter: one slip leaves one of them as it is."""
    half = len(stem) // 2
    return stem[:half], stem[half + 1 :]


def _shares(halves: tuple[str, str], word: str) -> bool:
    head, tail = halves
    return word.startswith(head) or tail in word


def _level(asked: str, word: str) -> int | None:
    if is_same_word(asked, word):
        return EXACT
    if word.startswith(asked):
        return BEGINNING
    return SLIP if _slipped(asked, word) else None


def _slipped(asked: str, word: str) -> bool:
    """Whether one slip, or letters doubled or not, lie between, where one has five letters.

    A word still being typed may hold the slip too, from six letters on: shorter ones would find
    peppers ("poivron") for a pear ("poire").
    """
    if len(asked) < 4 or max(len(asked), len(word)) < SHORTEST_SLIPPED:
        return False
    if _squeezed(word).startswith(_squeezed(asked)):
        return True
    if one_slip_away(asked, word):
        return True
    near = range(len(asked) - 1, min(len(asked) + 2, len(word)))
    return len(asked) >= 6 and any(_one_slip(asked, word[:length]) for length in near)


def one_slip_away(asked: str, word: str) -> bool:
    """Whether one slip lies between two words, in whatever number, their letters doubled or not."""
    return _one_slip(singular(asked), singular(word)) or _one_slip(_bare(asked), _bare(word))


def is_doubling(asked: str, word: str) -> bool:
    """Whether two words differ by letters that are doubled or not alone, or by their number."""
    return _bare(asked) == _bare(word)


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    return _squeezed(singular(word))


@lru_cache(maxsize=8192)
def _squeezed(word: str) -> str:
    """No letter twice in a row: who writes "carrote" means "carotte"."""
    return "".join(letter for letter, _times in groupby(word))


def is_same_word(one: str, other: str) -> bool:
    return one == other or singular(one) == singular(other)


def singular(word: str) -> str:
    """Without the letter of a French plural."""
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
