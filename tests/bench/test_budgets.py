"""What the bench says of its figures: each missed budget by name, each figure that lacks."""

from copy import deepcopy
from typing import Any

import pytest

from bench.budgets import DATABASES, MEASURED, POSTGRESQL, SQLITE, UNITS, missed, rushes


def good(database: str) -> dict[str, Any]:
    page = {"queries": 3, "cpu_ms": 2.0, "bytes": 40_000, "bytes_gzip": 8_000}
    rush = {"sold": UNITS, "refused": 150, "errors": 0, "seconds": 4.2}
    return {
        **{name: dict(page) for name in MEASURED},
        **{name: dict(rush) for name in rushes(database)},
        "shop_100": {"first_load_gzip": 33_000},
        "order_path_12": {"requests": 5, "queries": 60, "cpu_ms": 80.0, "orders_per_s": 12.5},
        "closing_400_30_s": 20.0,
        "memory_two_workers_mib": 250.0,
        "first_page_s": 2.5,
        "layout_shift": 0.0,
    }


@pytest.fixture
def results() -> dict[str, Any]:
    return {name: deepcopy(good(name)) for name in DATABASES}


def test_a_run_within_every_budget_misses_none(results: dict[str, Any]) -> None:
    assert missed(results) == []


def test_a_missed_budget_is_named_with_its_figure_and_its_bound(results: dict[str, Any]) -> None:
    results[SQLITE]["order_path_12"]["queries"] = 61
    results[POSTGRESQL]["order_path_12"]["orders_per_s"] = 7.5

    assert missed(results) == [
        "postgresql: order_path_12.orders_per_s = 7.5, at least 8",
        "sqlite: order_path_12.queries = 61, at most 60",
    ]


def test_a_warm_shop_is_held_to_a_bare_view_of_the_same_run(results: dict[str, Any]) -> None:
    results[SQLITE]["shop_100_warm"]["cpu_ms"] = 4.1

    assert missed(results) == [
        "sqlite: shop_100_warm.cpu_ms = 4.1, at most 4 (2 × bare_100.cpu_ms)"
    ]


@pytest.mark.parametrize("sold", [UNITS - 1, UNITS + 1])
def test_the_rush_sells_neither_more_nor_less(results: dict[str, Any], sold: int) -> None:
    results[POSTGRESQL]["rush_8"]["sold"] = sold

    assert missed(results) == [f"postgresql: rush_8.sold = {sold}, must be 50"]


def test_one_error_in_a_rush_is_one_too_many(results: dict[str, Any]) -> None:
    results[SQLITE]["rush"]["errors"] = 1

    assert missed(results) == ["sqlite: rush.errors = 1, at most 0"]


@pytest.mark.parametrize(
    "path", ["first_page_s", "shop_100.first_load_gzip", "home.bytes_gzip", "rush.seconds"]
)
def test_a_figure_that_lacks_is_a_failure(results: dict[str, Any], path: str) -> None:
    *above, last = path.split(".")
    place = results[SQLITE]
    for name in above:
        place = place[name]
    del place[last]

    assert missed(results) == [f"sqlite: {path} was not measured"]


def test_a_figure_without_its_peer_cannot_be_judged(results: dict[str, Any]) -> None:
    del results[SQLITE]["bare_24"]

    assert any("cannot be judged: bare_24.cpu_ms" in each for each in missed(results))


def test_a_database_that_was_not_measured_is_a_failure(results: dict[str, Any]) -> None:
    del results[POSTGRESQL]

    assert missed(results) == ["postgresql: was not measured"]
    assert missed(results, databases=[SQLITE]) == []
