"""Which entries have every word that is asked for, the nearest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from commons.core.alphabet import by_name
from home.models.searched import SearchEntry, SearchPosting


@dataclass(frozen=True, slots=True)
class Meant:
    """A word that was asked for: the keys of those of the vocabulary that are it, or begin so."""

    exact: frozenset[int]
    longer: frozenset[int]

    @property
    def both(self) -> frozenset[int]:
        return self.exact | self.longer


def ranked(
    entries: QuerySet[SearchEntry], meant: Sequence[Meant], begins: Iterable[str]
) -> QuerySet[Any]:
    """Those that have a word for each, with their `rank`: 0 where all stand in the name as asked.

    A word of the text counts behind one of the name, a longer one behind that which was asked for.
    Of the same rank, those whose name `begins` so come first (`turn`): honey before honey sweets.
    """
    every = frozenset[int]().union(*(each.both for each in meant))
    found = {f"rank_{n}": _rank(each) for n, each in enumerate(meant)}
    # Named by their keys too: SQLite would else look at every entry of each kind.
    having = SearchPosting.objects.filter(word__in=every).values("entry")
    rows = entries.filter(pk__in=having, postings__word__in=every).annotate(**found)
    rows = rows.filter(**{f"{name}__isnull": False for name in found})
    turn = Case(When(_begins(begins), then=Value(0)), default=Value(1))
    return rows.annotate(rank=sum((F(name) for name in found), Value(0)), turn=turn)


def _begins(forms: Iterable[str]) -> Q:
    either = (spelt for form in forms for spelt in (form, form.capitalize()))
    return reduce(or_, (Q(title__startswith=spelt) for spelt in either), Q(pk=None))


def _rank(meant: Meant) -> Min:
    in_title, exact, longer = (
        {"postings__in_title": True},
        {"postings__word__in": meant.exact},
        {"postings__word__in": meant.longer},
    )
    ranks = [When(**exact, **in_title, then=0), When(**longer, **in_title, then=1)]
    ranks += [When(**exact, then=2), When(**longer, then=3)]
    return Min(Case(*ranks, output_field=IntegerField()))


def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("rank", F("day").desc(nulls_last=True), "turn", by_name("title"), "pk")


def first_of_each(rows: QuerySet[Any], number: int) -> QuerySet[Any]:
    """The first of each kind, each with how many its kind has (`of_kind`)."""
    day, name = F("day").desc(nulls_last=True), by_name("title").asc()
    order = (F("rank"), day, F("turn"), name, F("pk"))
    place = Window(RowNumber(), partition_by=F("kind"), order_by=order)
    counted = Window(Count("pk"), partition_by=F("kind"))
    first: QuerySet[Any] = rows.annotate(place=place, of_kind=counted).filter(place__lte=number)
    return first
