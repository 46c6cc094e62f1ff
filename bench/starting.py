"""How soon the first page comes, and what two processes hold after 200 pages."""

from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import monotonic

from bench import marked
from bench.cpu import children
from bench.customer import Customer
from bench.machine import web
from bench.visitor import session_of
from commons.collectives.addresses import collective_path
from distributions.addresses import basket_path, shop_path

STARTS, PAGES, WORKERS = 3, 200, 2


def figures() -> dict[str, float]:
    return {"first_page_s": first_page(), "memory_two_workers_mib": memory()}


def first_page() -> float:
    """Seconds from the start of gunicorn to its first page, the median of some starts.

    One more start before them compiles the byte-code.
    """
    return round(median([_first_page() for _ in range(STARTS + 1)][1:]), 2)


def _first_page() -> float:
    begun = monotonic()
    with web(WORKERS, waits_for="/"):
        return monotonic() - begun


def memory() -> float:
    """MiB of the first process and its workers, each shared page counted in parts (PSS)."""
    session = session_of(marked.customers(1)[0])
    with web(WORKERS) as (port, pid):
        visitors = [Customer(port), Customer(port, session)]
        for n, path in enumerate(islice(cycle(paths()), PAGES)):
            visitors[n // len(paths()) % 2].get(path)
        return round(sum(map(pss, [pid, *children(pid)])) / 1024, 1)


def paths() -> list[str]:
    shops = [marked.shop_of(count) for count in marked.SHOPS]
    return [
        "/",
        collective_path(shops[0].collective),
        *map(shop_path, shops),
        basket_path(shops[0]),
    ]


def pss(pid: int) -> int:
    """KiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
