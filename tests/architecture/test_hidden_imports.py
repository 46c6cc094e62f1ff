"""No cycle hides: only a heavy library is imported where it is used, ours at the top of a file."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import sources

HEAVY = {
    *("holidays", "icalendar", "openpyxl", "playwright", "segno"),
    *("vacances_scolaires_france", "weasyprint"),
}
OURS = {"bench", "charter", "collectifs", "commons", "distributions", "farms", "home", "shop"}
KNOWN = {
    # Its annotation names what the module above it makes.
    ("shop/order/exceptions.py", "shop"),
    # Models can be imported only once Django is ready; Wagtail's own `ready` do the same.
    ("site/collectifs/wagtail_apps.py", "wagtail"),
    ("site/collectifs/wagtail_apps.py", "commons"),
}


def imported_in(block: ast.AST) -> set[str]:
    """The top packages that a block imports."""
    names: list[str] = []
    for node in ast.walk(block):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return {name.partition(".")[0] for name in names}


def hidden(path: Path) -> Iterator[tuple[str, str]]:
    """What is imported in a function, and what of ours below an `if`, with the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            packages = imported_in(node) - HEAVY
        elif isinstance(node, ast.If):
            packages = imported_in(node) & OURS
        else:
            continue
        yield from ((sources.relative(path), package) for package in packages)


def test_only_heavy_libraries_are_imported_where_they_are_used() -> None:
    files = [*sources.code(), *sources.files("bench", suffixes=(".py",))]

    assert {found for path in files for found in hidden(path)} - KNOWN == set()
