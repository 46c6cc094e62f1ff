"""Files and functions stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.architecture import sources

# These are where Django looks for them, however little they say.
NAMED_BY_DJANGO = {"__init__.py", "apps.py", "asgi.py", "formats.py", "urls.py", "wsgi.py"}
MOST_SMALL = 20

Function = ast.FunctionDef | ast.AsyncFunctionDef


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def positional(function: Function) -> int:
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    return len([name for name in names if name not in {"self", "cls"}])


def where(path: Path, function: Function) -> str:
    return f"{sources.relative(path)}:{function.lineno} {function.name}"


def test_no_file_is_longer_than_500_lines() -> None:
    written = [
        *sources.code(),
        *sources.tests(),
        *sources.files("tools", "bench", suffixes=(".py",)),
    ]
    written += sources.templates()
    written += sources.files("site", suffixes=(".css", ".js"))

    assert [sources.relative(path) for path in written if length(path) > 500] == []


def test_half_of_the_files_have_at_most_100_lines() -> None:
    assert median(length(path) for path in sources.code()) <= 100


def test_few_files_have_fewer_than_20_lines() -> None:
    """A reader opens a file for more than one small thing (ADR 0021); joining two lowers it."""
    small = [
        sources.relative(path)
        for path in sources.code()
        if length(path) < 20 and path.name not in NAMED_BY_DJANGO
    ]

    assert len(small) <= MOST_SMALL, small


def test_nine_files_of_ten_have_at_most_300_lines() -> None:
    lengths = sorted(length(path) for path in sources.code())

    assert lengths[int(len(lengths) * 0.9)] <= 300


@pytest.mark.parametrize("written", [sources.code, sources.tests])
def test_no_function_is_longer_than_50_lines(written: object) -> None:
    assert callable(written)
    long = [
        where(path, function)
        for path in written()
        for function in functions(path)
        if lines(function) > 50
    ]

    assert long == []


def test_half_of_the_functions_have_at_most_10_lines() -> None:
    assert median(lines(each) for path in sources.code() for each in functions(path)) <= 10


def test_nobody_counts_more_than_four_positional_parameters() -> None:
    many = [
        where(path, function)
        for path in sources.code()
        for function in functions(path)
        if positional(function) > 4
    ]

    assert many == []


def test_nine_templates_of_ten_have_at_most_80_lines() -> None:
    lengths = sorted(length(path) for path in sources.templates())

    assert lengths[int(len(lengths) * 0.9)] <= 80


def test_no_line_of_a_template_is_longer_than_200_characters() -> None:
    long = [
        f"{sources.relative(path)}:{number}"
        for path in sources.templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 200
    ]

    assert long == []
