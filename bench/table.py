"""The figures of a run, to read."""

from collections.abc import Iterator

from bench.budgets import FIELDS, MEASURED, Results

HEADS = ("", "queries", "CPU ms", "bytes", "gzip")


def table(results: Results) -> str:
    return "\n".join(line for name in results for line in _of_database(name, results[name]))


def _of_database(name: str, figures: Results) -> Iterator[str]:
    yield f"\n== {name}"
    yield _row(*HEADS)
    for page in MEASURED:
        found = figures.get(page, {})
        yield _row(page, *(found.get(field, "-") for field in FIELDS))
    for key, value in figures.items():
        if key not in MEASURED:
            yield _other(key, value)


def _row(name: str, *cells: object) -> str:
    return f"{name:<24}" + "".join(f"{cell!s:>10}" for cell in cells)


def _other(key: str, value: object) -> str:
    if isinstance(value, dict):
        value = ", ".join(f"{name} {each}" for name, each in value.items())
    return f"{key:<24}  {value}"
