"""Every write tries again where two writers met, and locks no more of a row than it needs."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import sources


def not_tried_again(text: str) -> Iterator[int]:
    """The lines of functions that are Django's transaction and no more, in place of `@write`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if ast.unparse(decorator) in {"transaction.atomic", "atomic"}:
                    yield node.lineno


def held_too_much(text: str) -> Iterator[int]:
    """The lines of locks that also stop whoever only refers to the row, as `no_key` does not."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said = {keyword.arg for keyword in node.keywords}
            if node.func.attr == "select_for_update" and "no_key" not in said:
                yield node.lineno


def test_every_service_is_tried_again() -> None:
    found = [
        f"{sources.relative(path)}:{line}"
        for path in sources.code()
        for line in not_tried_again(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_lock_stops_those_who_only_refer_to_the_row() -> None:
    found = [
        f"{sources.relative(path)}:{line}"
        for path in sources.code()
        for line in held_too_much(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("decorator", "count"),
    [("transaction.atomic", 1), ("write", 0), ("transaction.atomic(savepoint=False)", 0)],
)
def test_a_service_that_is_not_tried_again_is_found(decorator: str, count: int) -> None:
    assert len(list(not_tried_again(f"@{decorator}\ndef store(): ..."))) == count


@pytest.mark.parametrize(
    ("lock", "count"), [("select_for_update()", 1), ("select_for_update(no_key=True)", 0)]
)
def test_a_lock_that_holds_too_much_is_found(lock: str, count: int) -> None:
    assert len(list(held_too_much(f"rows.{lock}"))) == count
