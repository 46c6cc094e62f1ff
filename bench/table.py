"""The figures of a run, to read: Markdown."""

from collections.abc import Iterator

from bench.budgets import NETWORKS, QUIET, Budget, Results, found, said
from bench.judging import FIELDS, pages_of
from bench.works import Work, works

LACKS = "-"
QUIET_MACHINE = {page: {"cpu_ms": cost} for page, cost in QUIET.items()}


def table(results: Results) -> str:
    """For each database the works beside what they may cost, then every figure."""
    return "\n".join(line for name in results for line in _of_database(name, results[name]))


def _of_database(name: str, figures: Results) -> Iterator[str]:
    networks = [network for network in NETWORKS if network in figures]
    yield f"\n## {name}\n"
    yield from _rows("work", "reach", "here", *networks)
    for work in works(name):
        judged = [network for network in networks if network in work.networks]
        if judged and work.budgets:
            cells = [
                _measured(work, figures[network]) if network in judged else ""
                for network in networks
            ]
            here = _bounds(work, figures[judged[0]])
            yield _row(work.name, _bounds(work, QUIET_MACHINE), here, *cells)
    for network in networks:
        yield from _of_network(network, figures[network])


def _bounds(work: Work, figures: Results) -> str:
    """On the machine whose figures these are."""
    return ", ".join(f"{_sign(each)}{each.bound(figures)} {each.unit}" for each in work.budgets)


def _sign(budget: Budget) -> str:
    if budget.least == budget.most:
        return ""
    return "≥ " if budget.most is None else "≤ "


def _measured(work: Work, figures: Results) -> str:
    """In the order of the bounds; what misses its own is in bold."""
    return ", ".join(_figure(budget, figures) for budget in work.budgets)


def _figure(budget: Budget, figures: Results) -> str:
    value = found(figures, budget.figure)
    shown = LACKS if value is None else said(value)
    return f"**{shown}**" if budget.miss(figures) else shown


def _of_network(network: str, figures: Results) -> Iterator[str]:
    yield f"\n### Every page, {network}\n"
    yield from _rows("page", *FIELDS)
    pages = pages_of(network)
    for page in pages:
        yield _row(page, *(figures.get(page, {}).get(field, LACKS) for field in FIELDS))
    yield f"\n### And, {network}\n"
    for key, value in figures.items():
        if key not in pages:
            yield f"- {key}: {_told(value)}"


def _told(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(
        f"{name} ({_told(each)})" if isinstance(each, dict) else f"{name} {each}"
        for name, each in value.items()
    )


def _rows(*heads: str) -> list[str]:
    return [_row(*heads), _row(*("---" for _head in heads))]


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"
