"""What is asked for: the words of a text, those of the vocabulary that they mean, slips mended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from commons.core.alphabet import beginning
from commons.core.search import SHORTEST_SLIPPED, halves, is_same_word, one_slip_away, singular
from home.models.searched import SearchPosting, SearchWord
from home.searching.matches import Meant
from home.searching.shown import Reader
from home.searching.words import words_in

LONGEST = 100  # characters that are read of what was typed
MOST_WORDS = 8
BEGINS = 3  # letters that a longer word may be found by
MOST_LONGER = 100

type Known = dict[str, int]
"""Words of the vocabulary with their keys."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that nothing has, and the one that was looked for in its place."""

    typed: str
    instead: str


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` as typed. `found`: the words that a result has, folded. Not `meant`: nothing is."""

    text: str
    meant: Sequence[Meant] = ()
    found: frozenset[str] = frozenset()
    corrections: Sequence[Correction] = ()


def read(text: str, reader: Reader) -> Asked:
    """Two questions at most, the second where a word is not known."""
    typed = dict(list(words_in(text[:LONGEST]).items())[:MOST_WORDS])
    known = _known(typed, reader) if typed else {}
    unknown = [word for word in typed if not known[word]]
    mended = _mended(unknown, reader)
    if not typed or any(word not in mended for word in unknown):
        return Asked(text)
    corrections = [Correction(typed[word], mended[word].written) for word in unknown]
    known |= {word: mended[word].same for word in unknown}
    meant = [_meant(mended[word].word if word in mended else word, known[word]) for word in typed]
    return Asked(text, meant, frozenset().union(*known.values()), corrections)


def _meant(word: str, known: Known) -> Meant:
    exact = {key for each, key in known.items() if is_same_word(word, each)}
    longer = [known[each] for each in sorted(known, key=len) if known[each] not in exact]
    return Meant(frozenset(exact), frozenset(longer[:MOST_LONGER]))


def _known(words: Iterable[str], reader: Reader) -> dict[str, Known]:
    """Of each word those of the vocabulary that are it, or begin so."""
    conditions = {word: _is_or_begins(word) for word in words}
    rows = SearchWord.objects.filter(_stands(reader), reduce(or_, conditions.values()))
    found: dict[str, Known] = {word: {} for word in conditions}
    for known, key in rows.values_list("word", "pk"):
        for word in conditions:
            if is_same_word(word, known) or (len(word) >= BEGINS and known.startswith(word)):
                found[word][known] = key
    return found


def _is_or_begins(word: str) -> Q:
    one = singular(word)
    same = Q(word__in=[word, one, f"{one}s", f"{one}x"])
    return same | beginning("word", word) if len(word) >= BEGINS else same


def _stands(reader: Reader) -> Exists:
    """Somewhere that everybody may see: a draft gives away no word."""
    return Exists(SearchPosting.objects.filter(reader.sees("entry__"), word=OuterRef("pk")))


class _Word(NamedTuple):
    """Of the vocabulary, with in how many entries it stands."""

    pk: int
    written: str
    often: int


class _Mended(NamedTuple):
    """What stands in the place of a word that was mistyped; `same`: in each number."""

    word: str
    written: str
    same: Known


def _mended(unknown: Sequence[str], reader: Reader) -> dict[str, _Mended]:
    """For each word with one slip the one of the vocabulary that stands most often."""
    long = [word for word in unknown if len(word) >= SHORTEST_SLIPPED]
    if not long or len(long) < len(unknown):
        return {}
    near = reduce(or_, (_near(word) for word in long))
    rows = SearchWord.objects.filter(_stands(reader), near).annotate(often=Count("postings"))
    columns = rows.order_by("word").values_list("pk", "word", "written", "often")
    vocabulary = {word: _Word(pk, written, often) for pk, word, written, often in columns}
    found = {word: _best(word, vocabulary) for word in long}
    return {word: mended for word, mended in found.items() if mended}


def _near(word: str) -> Q:
    """One slip leaves the one half of a word as it is, or the other."""
    head, tail = halves(singular(word))
    ends = (beginning("backwards", f"{tail}{plural}"[::-1]) for plural in ("", "s", "x"))
    return reduce(or_, ends, beginning("word", head))


def _best(word: str, vocabulary: Mapping[str, _Word]) -> _Mended | None:
    often: dict[str, int] = defaultdict(int)
    near = [each for each in vocabulary if one_slip_away(word, each)]
    for each in near:
        often[singular(each)] += vocabulary[each].often
    if not often:
        return None
    best = max(often, key=lambda one: (often[one], one))
    same = {each: vocabulary[each].pk for each in near if singular(each) == best}
    first = next(iter(same))
    return _Mended(first, vocabulary[first].written, same)
