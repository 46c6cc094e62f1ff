"""What the bench says of its figures: each missed budget by name, each figure that lacks."""

from copy import deepcopy
from typing import Any

import pytest

from bench.budgets import DATABASES, LARGE, NETWORKS, POSTGRESQL, SQLITE, UNITS, YOUNG
from bench.judging import PATHS, missed, pages_of
from bench.works import PUBLIC, rush_names


def good(database: str, network: str) -> dict[str, Any]:
    """On the quiet machine, where a bare view of 100 rows costs more than one of 24."""
    cpu = {"cpu_ms": 2.0, "all_ms": 2.0}
    if database == POSTGRESQL:
        cpu |= {"all_ms": 3.0, "postgresql_ms": 1.0}
    page = {"statements": 3, "bytes": 40_000, "bytes_gzip": 8_000, **cpu}
    crowd = {"crowd": {"orders_per_s": 12.5, **cpu}}
    every = {
        **{name: dict(page) for name in pages_of(network)},
        "bare_100": page | {"cpu_ms": 5.5},
        "basket_post": {"statements": 5, **cpu},
        **{name: {"requests": 5, "statements": 40, **cpu, **crowd} for name in PATHS},
    }
    if network == YOUNG:
        return every
    rush = {"sold": UNITS, "refused": 150, "errors": 0, "seconds": 4.2}
    return every | {
        **{name: dict(rush) for name in rush_names(database)},
        "tick": {"minute_s": 0.04},
        "check": {"cpu_s": 1.9},
        **{name: every[name] | {"first_load_gzip": 33_000} for name in PUBLIC},
        "shop_100": {"first_load_gzip": 33_000},
        "closing_400_30_s": 20.0,
        "memory_two_workers_mib": 250.0,
        "first_page_s": 2.5,
        "layout_shift": 0.0,
    }


@pytest.fixture
def results() -> dict[str, Any]:
    return {
        database: {network: deepcopy(good(database, network)) for network in NETWORKS}
        for database in DATABASES
    }


def test_a_run_within_every_budget_misses_none(results: dict[str, Any]) -> None:
    assert missed(results) == []


def test_a_missed_budget_is_named_with_its_figure_and_its_bound(results: dict[str, Any]) -> None:
    results[SQLITE][LARGE]["order_12_one_form"]["statements"] = 41
    results[POSTGRESQL][YOUNG]["shop_24_warm"]["postgresql_ms"] = 1.6

    assert missed(results) == [
        "postgresql, young: shop_24_warm.postgresql_ms = 1.6, at most 1.5"
        " (1.5 where bare_24 takes 2)",
        "sqlite, large: order_12_one_form.statements = 41, at most 40",
    ]


def test_time_is_held_to_a_bare_view_of_the_same_run(results: dict[str, Any]) -> None:
    slower = results[SQLITE][YOUNG]
    slower["bare_24"]["cpu_ms"] = 4.0
    slower["basket_post"]["cpu_ms"] = 18.1
    slower["order_12_one_form"]["crowd"]["orders_per_s"] = 5.9
    slower["shop_100_warm"]["cpu_ms"] = 11.5

    assert missed(results) == [
        "sqlite, young: shop_100_warm.cpu_ms = 11.5, at most 11 (11 where bare_100 takes 5.5)",
        "sqlite, young: basket_post.cpu_ms = 18.1, at most 18 (9 where bare_24 takes 2)",
        "sqlite, young: order_12_one_form.crowd.orders_per_s = 5.9, at least 6"
        " (12 where bare_24 takes 2)",
    ]


def test_postgresql_is_held_to_its_own_time(results: dict[str, Any]) -> None:
    """A database in a file works inside the web process: one bound for both."""
    for database in DATABASES:
        results[database][LARGE]["shop_24_warm"]["cpu_ms"] = 6.4

    assert missed(results) == [
        "postgresql, large: shop_24_warm.cpu_ms = 6.4, at most 5 (5 where bare_24 takes 2)"
    ]


@pytest.mark.parametrize("sold", [UNITS - 1, UNITS + 1])
def test_the_rush_sells_neither_more_nor_less(results: dict[str, Any], sold: int) -> None:
    results[POSTGRESQL][LARGE]["rush_8"]["sold"] = sold

    assert missed(results) == [f"postgresql, large: rush_8.sold = {sold}, must be 50"]


def test_one_error_in_a_rush_is_one_too_many(results: dict[str, Any]) -> None:
    results[SQLITE][LARGE]["rush"]["errors"] = 1

    assert missed(results) == ["sqlite, large: rush.errors = 1, at most 0"]


@pytest.mark.parametrize(
    "path",
    [
        *("first_page_s", "shop_100.first_load_gzip", "event.first_load_gzip"),
        *("home.bytes_gzip", "rush.seconds"),
    ],
)
def test_a_figure_that_lacks_is_a_failure(results: dict[str, Any], path: str) -> None:
    *above, last = path.split(".")
    place = results[SQLITE][LARGE]
    for name in above:
        place = place[name]
    del place[last]

    assert missed(results) == [f"sqlite, large: {path} was not measured"]


def test_a_figure_without_its_peer_cannot_be_judged(results: dict[str, Any]) -> None:
    del results[SQLITE][YOUNG]["bare_24"]

    assert any("cannot be judged: bare_24 was not measured" in each for each in missed(results))


def test_what_was_not_measured_is_a_failure(results: dict[str, Any]) -> None:
    del results[POSTGRESQL]

    assert missed(results) == [f"postgresql, {network}: was not measured" for network in NETWORKS]
    assert missed(results, databases=[SQLITE]) == []
    assert missed({SQLITE: {YOUNG: results[SQLITE][YOUNG]}}, [SQLITE], [YOUNG]) == []
