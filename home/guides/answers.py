"""Who answers whether a guide is useful: a person, or a visitor by what their session holds."""

from typing import Any, NamedTuple
from uuid import uuid4

from django.db.models import Q, QuerySet
from django.http import HttpRequest

VISITOR = "guide_visitor"


class Reader(NamedTuple):
    """`user`: None for a stranger. `visitor`: "" for who has not answered in this session."""

    user: Any
    visitor: str


def reader_of(request: HttpRequest) -> Reader:
    user = request.user if request.user.is_authenticated else None
    return Reader(user, request.session.get(VISITOR, ""))


def named_reader(request: HttpRequest) -> Reader:
    """As `reader_of`; a stranger gets a name, kept in the session."""
    reader = reader_of(request)
    if reader.user is None and not reader.visitor:
        request.session[VISITOR] = uuid4().hex
        return reader_of(request)
    return reader


def told_of(guide: Any, request: HttpRequest) -> dict[str, object]:
    """How many found a guide useful, and what this reader said; what is previewed may be new."""
    if guide.pk is None:
        return {"useful": 0, "own": None}
    useful = guide.answers.filter(is_useful=True).count()
    return {"useful": useful, "own": _own_answer(guide.answers.all(), reader_of(request))}


def _own_answer(answers: QuerySet[Any], reader: Reader) -> bool | None:
    """None where they said nothing; what a person said leads what they said before signing in."""
    if not (reader.user or reader.visitor):
        return None
    mine = Q(user=reader.user) if reader.user else Q(pk=None)
    mine |= Q(visitor=reader.visitor) if reader.visitor else Q(pk=None)
    return answers.filter(mine).order_by("visitor").values_list("is_useful", flat=True).first()
