"""Place, hours and closing of a date are written in one module, which tells; so are addresses."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import sources

OF_DATES = {"place", "day", "starts_at", "ends_at"}
OF_PLACES = {"street", "postcode", "town"}
# What makes a date puts its slot with the same function as what moves it.
ALLOWED = {
    ("distributions/services/planning.py", "distribution"),
    ("distributions/services/moving.py", "distribution"),
    ("distributions/services/places.py", "place"),
    # In memory alone: who is told reads the new address.
    ("distributions/services/places.py", "date"),
    ("distributions/locks.py", "distribution"),
}


def written(text: str) -> Iterator[str]:
    """The variables of which a column of dates or places is assigned, and updates by a query."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign):
            yield from _assigned(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = {keyword.arg for keyword in node.keywords}
            if node.func.attr == "update" and names & (OF_DATES | OF_PLACES):
                yield ast.unparse(node.func.value)


def _assigned(node: ast.Assign) -> Iterator[str]:
    for target in node.targets:
        for part in target.elts if isinstance(target, ast.Tuple) else [target]:
            named = isinstance(part, ast.Attribute) and part.attr in OF_DATES | OF_PLACES
            if named and isinstance(part, ast.Attribute):
                yield ast.unparse(part.value)


def test_nothing_else_changes_what_was_announced() -> None:
    found = {
        (sources.relative(path), variable)
        for path in sources.code()
        if not sources.relative(path).startswith(("bench/", "site/collectifs/demo/"))
        for variable in written(path.read_text(encoding="utf-8"))
    }

    assert {each for each in found if each[1] != "self"} <= ALLOWED


@pytest.mark.parametrize(
    "line",
    [
        "date.starts_at = moment",
        "date.place, date.day = place, day",
        "rows.filter(pk=1).update(ends_at=moment)",
    ],
)
def test_a_silent_change_is_found(line: str) -> None:
    assert list(written(line))
