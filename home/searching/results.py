"""What is found, as the page shows it: by kind, a few of each, or a page of one kind."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page as Part
from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from home.models.searched import SearchEntry
from home.searching.asked import Asked
from home.searching.facts import Fact, facts_of
from home.searching.matches import first_of_each, in_order, ranked
from home.searching.shown import Reader
from home.searching.sources import Kind
from home.searching.words import excerpt, marked

FEW, PER_PAGE = 3, 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its name and some of its text as HTML, what was found marked."""

    title: SafeString
    text: SafeString
    day: date | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of a kind: `count` in all, some of it in `hits`."""

    kind: SearchEntry.Kind
    count: int
    hits: Sequence[Hit]

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.hits)


def groups_of(asked: Asked, reader: Reader) -> list[Group]:
    """A few of each kind that has any, in the order of the kinds."""
    columns = ("pk", "kind", "subject", "of_kind")
    found = first_of_each(_found(asked, reader), FEW).values_list(*columns)
    entries = {pk: (kind, subject, count) for pk, kind, subject, count in found}
    counts = {kind: count for kind, _subject, count in entries.values()}
    hits = _hits(entries, asked, reader)
    return [Group(kind, counts[kind], hits[kind]) for kind in Kind if kind in counts]


def part_of(asked: Asked, reader: Reader, kind: str, page: str | None) -> Part[Any]:
    """A page of one kind."""
    rows = in_order(_found(asked, reader).filter(kind=kind)).values_list("pk", "rank")
    part = Paginator(rows, PER_PAGE).get_page(page)
    keys = [pk for pk, _rank in part.object_list]
    part.object_list = _hits(keys, asked, reader)[Kind(kind)]
    return part


def _found(asked: Asked, reader: Reader) -> Any:
    entries = SearchEntry.objects.filter(reader.sees())
    return ranked(entries, asked.meant, asked.begins)


def _hits(keys: Iterable[int], asked: Asked, reader: Reader) -> dict[SearchEntry.Kind, list[Hit]]:
    """In the order of the entries; what went away meanwhile is left out."""
    order = list(keys)
    stored = SearchEntry.objects.in_bulk(order)
    entries = [stored[pk] for pk in order if pk in stored]
    facts = facts_of(entries, reader)
    hits: dict[SearchEntry.Kind, list[Hit]] = {kind: [] for kind in Kind}
    for entry in entries:
        if fact := facts.get((entry.kind, entry.subject)):
            hits[Kind(entry.kind)].append(_hit(entry, fact, asked.found))
    return hits


def _hit(entry: SearchEntry, fact: Fact, found: Set[str]) -> Hit:
    shown = excerpt(entry.text, found)
    return Hit(marked(entry.title, found), marked(shown, found), entry.day, fact)
