"""What is judged: a table of works, each with what it may cost, and the budgets beside it.

Time is what it may be on a quiet machine (`budgets.QUIET`); a count of statements, a size and
what is sold are the same everywhere. A database in a file works inside the web process: there
what both may take is one bound.
"""

from dataclasses import dataclass

from bench.budgets import (
    LARGE,
    NETWORKS,
    POSTGRESQL,
    RUSH_WORKERS,
    SQLITE,
    UNITS,
    Budget,
    at_most,
)

GROWN = "bare_24_grown"


@dataclass(frozen=True, slots=True)
class Work:
    """A line of the table; `networks` are those that it is measured on."""

    name: str
    budgets: list[Budget]
    networks: tuple[str, ...] = NETWORKS


@dataclass(frozen=True, slots=True)
class Judge:
    """Makes the bounds that differ between databases."""

    database: str

    def cpu(self, page: str, web: float, postgresql: float, pace: str = "bare_24") -> list[Budget]:
        """Milliseconds of the web process, and of PostgreSQL."""
        if self.database == SQLITE:
            return at_most(web + postgresql, f"{page}.cpu_ms", unit="ms", pace=pace)
        return [
            *at_most(web, f"{page}.cpu_ms", unit="ms web", pace=pace),
            *at_most(postgresql, f"{page}.postgresql_ms", unit="ms PostgreSQL", pace=pace),
        ]

    def postgresql(self, page: str, most: float) -> list[Budget]:
        """Of PostgreSQL alone: a database in a file is not judged."""
        if self.database == SQLITE:
            return []
        return at_most(most, f"{page}.postgresql_ms", unit="ms PostgreSQL", pace=GROWN)


def both(page: str, most: float, pace: str = "bare_24") -> list[Budget]:
    """Milliseconds of the web process and PostgreSQL together."""
    return at_most(most, f"{page}.all_ms", unit="ms", pace=pace)


def statements(most: int, *pages: str) -> list[Budget]:
    return at_most(most, *(f"{page}.statements" for page in pages), unit="statements")


def weight(page: str, most: int) -> list[Budget]:
    return at_most(most, f"{page}.bytes", unit="bytes")


def public(page: str) -> list[Budget]:
    """Milliseconds of a warm page in all, and its HTML as it is sent; `of_large` adds the rest."""
    return [*both(page, 25), *at_most(60_000, f"{page}.bytes_gzip", unit="bytes gzip")]


def path(name: str, *, asks: int, cpu: float, a_second: float) -> list[Budget]:
    """A way to an order of 12; CPU and orders a second are those of eight customers at a time."""
    crowd = f"{name}.crowd"
    return [
        *statements(asks, name),
        *both(crowd, cpu),
        Budget(figure=f"{crowd}.orders_per_s", least=a_second, unit="a second", pace="bare_24"),
    ]


def rush_names(database: str) -> list[str]:
    """SQLite serves one machine with its two processes; PostgreSQL any number."""
    return [f"rush_{n}" for n in RUSH_WORKERS] if database == POSTGRESQL else ["rush"]


def rush(name: str) -> list[Budget]:
    return [
        *at_most(6, f"{name}.seconds", unit="s", pace="bare_24"),
        Budget(figure=f"{name}.sold", least=UNITS, most=UNITS, unit="sold"),
        *at_most(0, f"{name}.errors", unit="errors"),
    ]


def works(database: str) -> list[Work]:
    judge = Judge(database)
    return [
        Work("listing of 24, warm", judge.cpu("shop_24_warm", 5, 1.5)),
        Work("listing of 100, warm", judge.cpu("shop_100_warm", 9, 2, "bare_100")),
        Work(
            "one product into the basket",
            [*statements(6, "basket_post"), *judge.cpu("basket_post", 7, 2)],
        ),
        Work("order of 12, one by one", path("order_12_one_by_one", asks=100, cpu=220, a_second=6)),
        Work("order of 12, one form", path("order_12_one_form", asks=40, cpu=130, a_second=12)),
        Work("placing alone", judge.cpu("place_order_12", 30, 8)),
        Work("basket page of 12", judge.cpu("basket_12", 12, 3)),
        *(Work(f"{called}, warm", public(page)) for page, called in PUBLIC.items()),
        *(
            Work(f"{name}: 200 buyers for {UNITS}", rush(name), (LARGE,))
            for name in rush_names(database)
        ),
        *(Work(name, budgets, (LARGE,)) for name, budgets in grown(judge).items()),
        Work(
            "tick with nothing to do, a minute",
            at_most(0.05, "tick.minute_s", unit="s", pace="bare_24"),
            (LARGE,),
        ),
        Work(
            "start: `manage.py check`",
            at_most(2.0, "check.cpu_s", unit="s", pace="bare_24"),
            (LARGE,),
        ),
    ]


def grown(judge: Judge) -> dict[str, list[Budget]]:
    """What grows without a bound is read in parts."""
    return {
        "shop of 2,000": [*both("shop_2000", 15, GROWN), *weight("shop_2000", 300_000)],
        "search in a shop of 2,000": both("shop_2000_search", 15, GROWN),
        "home with 1,000 collectives": [
            *both("home_1000", 20, GROWN),
            *weight("home_1000", 60_000),
        ],
        "site search over 10,000": both("search_10000", 100, GROWN),
        "site search with a slip": both("search_10000_slip", 100, GROWN),
        "farm's list of 2,000 orders": both("farm_list_2000", 100, GROWN),
        "door list of 2,000 orders": both("door_list_2000", 100, GROWN),
        "farms' sheets of 2,000 orders": both("sheets_2000", 100, GROWN),
        "orders searched among 20,000": both("orders_search_20000", 60, GROWN),
        "date with 20,000 orders": judge.postgresql("date_20000", 15),
        "producer's home, 22,000 lines": judge.postgresql("producer_home_22000", 10),
    }


SHOPS = (
    *("shop_24_cold", "shop_24_warm", "shop_24_basket_12"),
    *("shop_100_cold", "shop_100_warm", "shop_100_basket_12"),
)
PUBLIC = {
    "home": "network's home",
    "collective": "home of a collective",
    "content": "page of a collective",
    "contact": "contact page",
    "news": "list of news",
    "news_item": "piece of news",
    "agenda": "agenda",
    "event": "event",
    "guide": "guide",
    "farm": "farm's page",
    "farms": "list of farms",
}
"""Pages that editors write, or that show what they wrote; what each is called in the table."""
PAGES = (*PUBLIC, "basket_12", "farm_recap", "order_history")
"""Measured on both networks."""


def budgets(database: str, network: str) -> list[Budget]:
    """All of one network on one database."""
    judged = [work for work in works(database) if network in work.networks]
    return [
        *(budget for work in judged for budget in work.budgets),
        *statements(15, *PAGES),
        *statements(8, *SHOPS),
        *statements(30, "place_order_12"),
        *statements(25, "admin_orders"),
        *at_most(5, "order_12_one_form.requests"),
        *at_most(16, "order_12_one_by_one.requests"),
        *(each for page in SHOPS if "warm" not in page for each in less_warm(page)),
        *(of_large() if network == LARGE else []),
    ]


def less_warm(page: str) -> list[Budget]:
    """A shop with nothing in the cache, or for somebody with a basket: CPU of the web process."""
    most, pace = (12, "bare_24") if "_24_" in page else (30, "bare_100")
    return at_most(most, f"{page}.cpu_ms", pace=pace)


def of_large() -> list[Budget]:
    return [
        *statements(8, "shop_700_warm", "shop_2000", "shop_2000_search"),
        *statements(15, "home_1000", "home_1000_near", "farm_list_2000", "producer_home_22000"),
        *statements(15, "search_10000", "search_10000_slip"),
        *statements(25, "door_list_2000", "sheets_2000", "orders_search_20000", "date_20000"),
        *at_most(60_000, *(f"{page}.first_load_gzip" for page in ("shop_100", *PUBLIC))),
        *at_most(60, "closing_400_30_s"),
        *at_most(300, "memory_two_workers_mib"),
        *at_most(4, "first_page_s", pace="bare_24"),
        *at_most(0.01, "layout_shift"),
    ]
