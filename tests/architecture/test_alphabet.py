"""No list is sorted by a name itself: code points put "Écuyer" after "Zola".

In SQL a name is named in `order_by` or `ordering`; in Python it is the key of a sort.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import sources

NAMES = {"name", "title", "first_name", "last_name", "town", "producer", "seller_name", "label"}
SORTS = {"sorted", "sort", "min", "max"}
DEMO = "site/collectifs/demo/"  # makes rows, lists none


def is_name(node: ast.AST) -> bool:
    """The path to a column that holds a name: "farm__name", "-title"."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return node.value.lstrip("-").rpartition("__")[2] in NAMES


def bare_names(node: ast.AST) -> bool:
    """Whether a key holds a name as it is: `line.name`, or a tuple with it, outside a call."""
    if isinstance(node, ast.Lambda):
        return bare_names(node.body)
    if isinstance(node, ast.Tuple | ast.List):
        return any(map(bare_names, node.elts))
    return isinstance(node, ast.Attribute) and node.attr in NAMES


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def faults(tree: ast.AST) -> Iterator[int]:
    """The lines that sort by a name itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ordering":
            if any(map(is_name, ast.walk(node.value))) and "by_name" not in ast.unparse(node):
                yield node.lineno
        elif isinstance(node, ast.Call) and called(node) == "order_by":
            if any(map(is_name, node.args)):
                yield node.lineno
        elif isinstance(node, ast.Call) and called(node) in SORTS:
            keys = [word.value for word in node.keywords if word.arg == "key"]
            if any(map(bare_names, keys)):
                yield node.lineno


def in_file(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [f"{sources.relative(path)}:{line}" for line in faults(tree)]


def test_names_are_sorted_as_in_a_dictionary() -> None:
    files = [path for path in sources.code() if not sources.relative(path).startswith(DEMO)]

    assert [fault for path in files for fault in in_file(path)] == []


def test_the_search_for_faults_finds_them() -> None:
    wrong = """
ordering = ["position", "name"]
rows.order_by("state", "farm__name")
sorted(lines, key=lambda line: (line.number, line.seller_name))
"""
    right = """
ordering = ["position", by_name("name")]
rows.order_by("state", by_name("farm__name"))
sorted(lines, key=lambda line: (line.number, place_in_alphabet(line.seller_name)))
"""
    assert list(faults(ast.parse(wrong))) == [2, 3, 4]
    assert list(faults(ast.parse(right))) == []
