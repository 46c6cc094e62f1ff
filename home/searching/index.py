"""The index of the search: entries, words, postings; written with what they are about (ADR 0045).

It is read by `matches`. Whatever writes many rows at once, past the signals, calls `rebuild`.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import batched

from commons.core.locking import write
from home.models.searched import SearchEntry, SearchPosting, SearchWord
from home.searching.sources import OF_PAGES, SOURCES, Kind, Said
from home.searching.words import words_in

BATCH, ROWS = 200, 2000


@write
def refresh(kind: str, keys: Collection[int]) -> None:
    """Write anew what is said of some things of a kind, in the transaction that changed them."""
    said = list(SOURCES[kind](keys))
    _store(said)
    kept = {each.subject for each in said}
    if gone := [key for key in keys if key not in kept]:
        kinds = OF_PAGES if kind == Kind.PAGE else (kind,)
        SearchEntry.objects.filter(kind__in=kinds, subject__in=gone).delete()


@write
def rebuild() -> int:
    """Write the whole index anew; returns how many things can be found."""
    SearchPosting.objects.all().delete()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    count = 0
    for source in SOURCES.values():
        for some in batched(source(None), BATCH):
            _store(some)
            count += len(some)
    return count


def _store(said: Sequence[Said]) -> None:
    entries = SearchEntry.objects.bulk_create(
        [_entry(each) for each in said],
        update_conflicts=True,
        unique_fields=["kind", "subject"],
        update_fields=["title", "text", "day"],
    )
    titles = [words_in(each.title) for each in said]
    others = [words_in(f"{each.text} {each.words}") for each in said]
    numbers = _numbers({word: form for words in (*others, *titles) for word, form in words.items()})
    SearchPosting.objects.filter(entry__in=entries).delete()
    postings = [
        SearchPosting(entry=entry, word_id=numbers[word], in_title=word in title)
        for entry, title, other in zip(entries, titles, others, strict=True)
        for word in {*title, *other}
    ]
    SearchPosting.objects.bulk_create(postings, ROWS)


def _entry(said: Said) -> SearchEntry:
    return SearchEntry(
        kind=said.kind, subject=said.subject, title=said.title, text=said.text, day=said.day
    )


def _numbers(words: Mapping[str, str]) -> dict[str, int]:
    """The keys of words, made where they are new, by how each is written.

    In one order, so that of two writers one waits for the other, never both.
    """
    found = _known(sorted(words))
    new = [
        SearchWord(word=word, written=words[word], backwards=word[::-1])
        for word in sorted(words.keys() - found.keys())
    ]
    if new:
        SearchWord.objects.bulk_create(new, ROWS, ignore_conflicts=True)
        found |= _known([each.word for each in new])
    return found


def _known(words: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in batched(words, ROWS):
        found |= dict(SearchWord.objects.filter(word__in=some).values_list("word", "pk"))
    return found
