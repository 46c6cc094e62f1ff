"""A row is stored field by field, or as a new one.

A whole row that was read a while ago takes back what others wrote meanwhile: the numbers that a
distribution has given, what orders hold of a listing, a product that was taken off sale.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import sources

SAYS_WHICH = {"update_fields", "force_insert"}


def whole_rows(text: str) -> Iterator[int]:
    """The lines of `row.save()`; a picture is saved to a place, which comes first."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        said = SAYS_WHICH & {keyword.arg for keyword in node.keywords}
        if node.func.attr == "save" and not node.args and not said:
            yield node.lineno


def test_no_row_is_stored_as_a_whole_over_what_others_wrote() -> None:
    found = [
        f"{sources.relative(path)}:{line}"
        for path in sources.code()
        for line in whole_rows(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("call", "lines"),
    [
        ("row.save()", [1]),
        ("row.save(using=other)", [1]),
        ("row.save(update_fields=['name'])", []),
        ("row.save(force_insert=True)", []),
        ("picture.save(out, 'WEBP')", []),
    ],
)
def test_a_whole_row_is_found(call: str, lines: list[int]) -> None:
    assert list(whole_rows(call)) == lines
