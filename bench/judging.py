"""Which budgets a run misses, and which figures it lacks."""

from collections.abc import Iterator, Sequence

from bench.budgets import BARE, DATABASES, LARGE, NETWORKS, POSTGRESQL, Results, found
from bench.works import PAGES, SHOPS, budgets, rush_names

GROWN = (
    *(
        "bare_24_grown",
        "shop_2000",
        "shop_2000_search",
        "home_1000",
        "home_1000_near",
        "search_10000",
        "search_10000_slip",
        "producer_home_22000",
    ),
    *("farm_list_2000", "door_list_2000", "sheets_2000", "orders_search_20000", "date_20000"),
)
PLACING, ADMIN_LIST = "place_order_12", "admin_orders"
SPENT = ("statements", "cpu_ms", "all_ms")
FIELDS = (*SPENT, "postgresql_ms", "bytes", "bytes_gzip")
PATHS = ("order_12_one_form", "order_12_one_by_one")


def pages_of(network: str) -> list[str]:
    """Each has every one of `FIELDS`, but for PostgreSQL's where there is none."""
    everywhere = [*PAGES, *SHOPS, *BARE, PLACING, ADMIN_LIST]
    return [*everywhere, "shop_700_warm", *GROWN] if network == LARGE else everywhere


def figures_of(database: str, network: str) -> list[str]:
    """Every figure that a run must give, with or without a budget."""
    pages = [f"{page}.{field}" for page in pages_of(network) for field in FIELDS]
    spent = [f"{name}.{field}" for name in (*PATHS, "basket_post") for field in SPENT]
    rushes = [f"{name}.refused" for name in rush_names(database)] if network == LARGE else []
    needed = [*pages, *spent, *rushes]
    if database == POSTGRESQL:
        return needed
    return [each for each in needed if not each.endswith(".postgresql_ms")]


def missed(
    results: Results,
    databases: Sequence[str] = DATABASES,
    networks: Sequence[str] = NETWORKS,
) -> list[str]:
    """A sentence for each budget that a run misses, and for each figure that it lacks."""
    return [
        f"{database}, {network}: {each}"
        for database in databases
        for network in networks
        for each in _missed(results.get(database, {}).get(network), database, network)
    ]


def _missed(figures: Results | None, database: str, network: str) -> Iterator[str]:
    if figures is None:
        yield "was not measured"
        return
    judged = budgets(database, network)
    yield from filter(None, (budget.miss(figures) for budget in judged))
    named = {budget.figure for budget in judged}
    for figure in figures_of(database, network):
        if figure not in named and found(figures, figure) is None:
            yield f"{figure} was not measured"
