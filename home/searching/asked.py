"""What is asked for: the words of a text, those of the vocabulary that they mean, slips mended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import NamedTuple, Protocol

from django.db.models import Count, Exists, OuterRef, Q

from commons.core.alphabet import beginning
from commons.core.search import (
    SHORTEST_SLIPPED,
    halves,
    is_doubling,
    is_same_word,
    one_slip_away,
    singular,
)
from home.models.searched import SearchPosting, SearchWord
from home.searching.matches import Meant
from home.searching.words import respelt, telling, words_in

LONGEST = 100  # characters that are read of what was typed
MOST_WORDS = 8
SHORTEST = 4  # letters of a word that may be mended
BEGINS = 3  # letters that a longer word may be found by
MOST_LONGER = 100

type Known = dict[str, int]
"""Words of the vocabulary with their keys."""


class Reads(Protocol):
    """Who searches: the words of what they may not see are not known to them."""

    def sees(self, entry: str = "") -> Q:
        """Of entries, or of rows that reach one by "<name>__"."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` as typed. `found`: the words that a result has, folded. Not `meant`: nothing is.

    `instead`: the text that was looked for in its place, where words that nothing has were mended.
    `begins`: how the first word is written, to put the names that begin so before others.
    """

    text: str
    meant: Sequence[Meant] = ()
    found: frozenset[str] = frozenset()
    instead: str = ""
    begins: frozenset[str] = frozenset()


def read(text: str, reader: Reads) -> Asked:
    """Two questions at most, the second where a word is not known."""
    typed = telling(words_in(text[:LONGEST]))[:MOST_WORDS]
    known, written = _known(typed, reader) if typed else ({}, {})
    unknown = [word for word in typed if not known[word]]
    mended = _mended(unknown, [keys for keys in known.values() if keys], reader)
    if not typed or any(word not in mended for word in unknown):
        return Asked(text)
    instead = respelt(text, {word: mended[word].written for word in unknown})
    known |= {word: mended[word].same for word in unknown}
    written |= {mended[word].same[mended[word].word]: mended[word].written for word in unknown}
    meant = [_meant(mended[word].word if word in mended else word, known[word]) for word in typed]
    return Asked(
        text=text,
        meant=meant,
        found=frozenset().union(*known.values()),
        instead=instead if unknown else "",
        begins=frozenset(written[key] for key in meant[0].exact if key in written),
    )


def _meant(word: str, known: Known) -> Meant:
    exact = {key for each, key in known.items() if is_same_word(word, each)}
    longer = [known[each] for each in sorted(known, key=len) if known[each] not in exact]
    return Meant(frozenset(exact), frozenset(longer[:MOST_LONGER]))


def _known(words: Iterable[str], reader: Reads) -> tuple[dict[str, Known], dict[int, str]]:
    """Of each word those of the vocabulary that are it, or begin so; how each is written."""
    conditions = {word: _is_or_begins(word) for word in words}
    asked = SearchWord.objects.filter(_stands(reader), reduce(or_, conditions.values()))
    rows = list(asked.values_list("word", "pk", "written"))
    found: dict[str, Known] = {word: {} for word in conditions}
    for known, key, _form in rows:
        for word in conditions:
            if is_same_word(word, known) or (len(word) >= BEGINS and known.startswith(word)):
                found[word][known] = key
    return found, {key: form for _known, key, form in rows}


def _is_or_begins(word: str) -> Q:
    one = singular(word)
    same = Q(word__in=[word, one, f"{one}s", f"{one}x"])
    return same | beginning("word", word) if len(word) >= BEGINS else same


def _stands(reader: Reads) -> Exists:
    """Somewhere that everybody may see: a draft gives away no word."""
    return Exists(SearchPosting.objects.filter(reader.sees("entry__"), word=OuterRef("pk")))


class _Word(NamedTuple):
    """Of the vocabulary, with in how many entries it stands, and in how many with the others."""

    pk: int
    written: str
    often: int
    together: int

    @property
    def times(self) -> tuple[int, int]:
        return self.together, self.often


class _Mended(NamedTuple):
    """What stands in the place of a word that was mistyped; `same`: in each number."""

    word: str
    written: str
    same: Known


def _mended(unknown: Sequence[str], known: Iterable[Known], reader: Reads) -> dict[str, _Mended]:
    """For each word with one slip the nearest of the vocabulary.

    Of some as near, that which stands most often with the known words: "jus de poime" means apples
    where they are pressed.
    """
    if not unknown or min(map(len, unknown)) < SHORTEST:
        return {}
    near = reduce(or_, (_near(word) for word in unknown))
    rows = SearchWord.objects.filter(_stands(reader), near).annotate(
        often=Count("postings"), together=Count("postings", filter=_with(known))
    )
    columns = rows.order_by("word").values_list("word", *_Word._fields)
    vocabulary = {word: _Word(*row) for word, *row in columns}
    found = {word: _best(word, vocabulary) for word in unknown}
    return {word: mended for word, mended in found.items() if mended}


def _with(known: Iterable[Known]) -> Q:
    """In entries that have each of these words."""
    having = (SearchPosting.objects.filter(word__in=list(keys.values())) for keys in known)
    return reduce(and_, (Q(postings__entry__in=rows.values("entry")) for rows in having), Q())


def _near(word: str) -> Q:
    """One slip leaves the one half of a word as it is, or the other; the first letter, if short."""
    head, tail = halves(singular(word))
    ends = [beginning("backwards", f"{tail}{plural}"[::-1]) for plural in ("", "s", "x")]
    first = beginning("word", word[0]) if len(word) < SHORTEST_SLIPPED else Q()
    return beginning("word", head) | (first & reduce(or_, ends))


def _may_be(word: str, known: str) -> bool:
    """Whether a slip may lie between them: of four letters another first one makes another word."""
    is_long = len(word) >= SHORTEST_SLIPPED
    return is_long or (len(singular(known)) >= SHORTEST and word[0] == known[0])


def _best(word: str, vocabulary: Mapping[str, _Word]) -> _Mended | None:
    near = [each for each in vocabulary if _may_be(word, each) and one_slip_away(word, each)]
    if not near:
        return None
    best = singular(max(near, key=lambda each: (_nearness(word, each), *vocabulary[each].times)))
    same = {each: vocabulary[each].pk for each in near if singular(each) == best}
    first = next(iter(same))
    return _Mended(first, vocabulary[first].written, same)


def _nearness(word: str, known: str) -> int:
    """Letters that are doubled or not are the slip that is made most, a first letter the least."""
    return 2 if is_doubling(word, known) else int(word[0] == known[0])
