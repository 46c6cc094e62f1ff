"""The budgets of the product, and which of them a bench run misses; nothing here measures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

type Results = Mapping[str, Any]

POSTGRESQL, SQLITE = "postgresql", "sqlite"
DATABASES = (POSTGRESQL, SQLITE)
RUSH_WORKERS = (2, 8, 16)
UNITS = 50  # what the rush sells

SHOPS = (
    *("shop_24_cold", "shop_24_warm", "shop_100_cold", "shop_100_warm", "shop_700_warm"),
    *("shop_24_basket_12", "shop_100_basket_12"),
)
BARE = ("bare_24", "bare_100")
PAGES = ("home", "collective", "basket_12", "farm_recap", "order_history")
PLACING, ADMIN_LIST = "place_order_12", "admin_orders"
MEASURED = (*PAGES, *SHOPS, *BARE, PLACING, ADMIN_LIST)
"""Each has `queries`, `cpu_ms`, `bytes` and `bytes_gzip`."""
FIELDS = ("queries", "cpu_ms", "bytes", "bytes_gzip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A bound on one figure of a database, named by its path ("order_path_12.queries").

    With `times` the bound is so many times another figure of the same run.
    """

    figure: str
    most: float | None = None
    least: float | None = None
    times: str = ""

    def miss(self, figures: Results) -> str:
        """What to say of a missed budget; nothing where it is kept."""
        value, bounds = found(figures, self.figure), self._bounds(figures)
        if value is None:
            return f"{self.figure} was not measured"
        if bounds is None:
            return f"{self.figure} = {said(value)} cannot be judged: {self.times} was not measured"
        least, most = bounds
        if least == most and value != most:
            return f"{self.figure} = {said(value)}, must be {said(most)}"
        if value > most:
            return f"{self.figure} = {said(value)}, at most {said(most)}{self._why()}"
        return f"{self.figure} = {said(value)}, at least {said(least)}" if value < least else ""

    def _bounds(self, figures: Results) -> tuple[float, float] | None:
        of = found(figures, self.times) if self.times else 1.0
        if of is None:
            return None
        most = float("inf") if self.most is None else self.most * of
        return (float("-inf") if self.least is None else self.least), most

    def _why(self) -> str:
        return f" ({said(self.most or 0)} × {self.times})" if self.times else ""


def found(figures: Results, path: str) -> float | None:
    """A number by its path; None where it is missing."""
    value: Any = figures
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def said(value: float) -> str:
    return f"{value:.4g}" if value < 1000 else f"{value:.0f}"


def rushes(database: str) -> list[str]:
    """SQLite serves one machine with its two processes; PostgreSQL any number."""
    return [f"rush_{n}" for n in RUSH_WORKERS] if database == POSTGRESQL else ["rush"]


def at_most(bound: float, *figures: str) -> list[Budget]:
    return [Budget(figure=figure, most=bound) for figure in figures]


def budgets(database: str) -> list[Budget]:
    """Those of one database; the same for both but for the rush."""
    return [
        *at_most(15, *(f"{page}.queries" for page in PAGES)),
        *at_most(8, *(f"{shop}.queries" for shop in SHOPS)),
        *at_most(30, f"{PLACING}.queries"),
        *at_most(25, f"{ADMIN_LIST}.queries"),
        *at_most(60, "order_path_12.queries"),
        *at_most(5, "order_path_12.requests"),
        Budget(figure="order_path_12.orders_per_s", least=8),
        Budget(figure="shop_24_warm.cpu_ms", most=3, times="bare_24.cpu_ms"),
        Budget(figure="shop_100_warm.cpu_ms", most=2, times="bare_100.cpu_ms"),
        *at_most(12, "shop_24_cold.cpu_ms", "shop_24_basket_12.cpu_ms"),
        *at_most(30, "shop_100_cold.cpu_ms", "shop_100_basket_12.cpu_ms"),
        *at_most(60_000, "shop_100.first_load_gzip"),
        *at_most(60, "closing_400_30_s"),
        *at_most(300, "memory_two_workers_mib"),
        *at_most(4, "first_page_s"),
        *at_most(0.01, "layout_shift"),
        *(each for rush in rushes(database) for each in _of_rush(rush)),
    ]


def _of_rush(name: str) -> list[Budget]:
    sold = Budget(figure=f"{name}.sold", least=UNITS, most=UNITS)
    return [sold, *at_most(0, f"{name}.errors")]


def figures_of(database: str) -> list[str]:
    """Every figure that a run must give, with or without a budget."""
    pages = [f"{page}.{field}" for page in MEASURED for field in FIELDS]
    rush = [f"{name}.{field}" for name in rushes(database) for field in ("refused", "seconds")]
    return [*pages, *rush, "order_path_12.cpu_ms"]


def missed(results: Results, databases: Sequence[str] = DATABASES) -> list[str]:
    """A sentence for each budget that a run misses, and for each figure that it lacks."""
    return [f"{name}: {each}" for name in databases for each in _missed(results.get(name), name)]


def _missed(figures: Results | None, database: str) -> Iterator[str]:
    if figures is None:
        yield "was not measured"
        return
    judged = budgets(database)
    yield from filter(None, (budget.miss(figures) for budget in judged))
    named = {budget.figure for budget in judged}
    for figure in figures_of(database):
        if figure not in named and found(figures, figure) is None:
            yield f"{figure} was not measured"
