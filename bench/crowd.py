"""Many customers at once on real processes: orders a second, and the rush for what is rare."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPException
from time import monotonic
from typing import Any

from django.db import connection
from django.db.models import Sum

from bench import cpu, marked
from bench.budgets import LARGE, RUSH_WORKERS, UNITS
from bench.customer import Customer
from bench.machine import web
from bench.path import Walk, by_form, one_by_one, order_form
from bench.stage import copy_of, fill, some_listings
from bench.visitor import cpu_figures, session_of
from distributions.addresses import basket_path
from distributions.models import Distribution
from shop.listings.models import Listing
from shop.order.models import Line

AT_ONCE, BUYERS = 16, 200
CUSTOMERS, WARM_UP = 8, 8
PROCESSES = 2
ORDERS: dict[Walk, int] = {by_form: 160, one_by_one: 80}


def figures() -> dict[str, Any]:
    sessions = [session_of(each) for each in marked.customers(BUYERS)]
    return {
        "order_12_one_form": {"crowd": orders(by_form, sessions)},
        "order_12_one_by_one": {"crowd": orders(one_by_one, sessions)},
        **{name: rush(workers, sessions) for name, workers in rushes().items()},
    }


def rushes() -> dict[str, int]:
    """By name, the processes that serve it."""
    if marked.NETWORK != LARGE:
        return {}
    if connection.vendor == "sqlite":
        return {"rush": PROCESSES}
    return {f"rush_{n}": n for n in RUSH_WORKERS}


def orders(walk: Walk, sessions: Sequence[str]) -> dict[str, float]:
    """Whole paths of eight customers at a time, two processes serving; CPU is of one order."""
    shop, number = copy_of(marked.shop_of(24)), ORDERS[walk]
    listings = some_listings(shop)
    with web(PROCESSES) as (port, pid), ThreadPoolExecutor(CUSTOMERS) as crowd:
        customers = [Customer(port, key) for key in sessions[: WARM_UP + number]]
        go = partial(walk, distribution=shop, listings=listings)
        list(crowd.map(go, customers[:WARM_UP]))
        of_web, of_database, begun = cpu.of_tree(pid), cpu.of_database(), monotonic()
        list(crowd.map(go, customers[WARM_UP:]))
        seconds = monotonic() - begun
        of_web, of_database = cpu.of_tree(pid) - of_web, cpu.of_database() - of_database
    return {
        "orders_per_s": round(number / seconds, 2),
        **cpu_figures(of_web / number, of_database / number),
    }


def rush(workers: int, sessions: Sequence[str]) -> dict[str, float]:
    """200 buyers, 16 at a time, for 50 units; what is sold is what the database holds."""
    shop = copy_of(marked.shop_of(24))
    rare = some_listings(shop, 1)[0]
    Listing.objects.filter(pk=rare.pk).update(quota=UNITS, limited=True)
    for customer in marked.customers(BUYERS):
        fill(customer, shop, [rare])
    with web(workers) as (port, _pid), ThreadPoolExecutor(AT_ONCE) as crowd:
        begun = monotonic()
        said = list(crowd.map(partial(buys, shop=shop, port=port), sessions))
        seconds = monotonic() - begun
    return {
        "sold": sold(rare),
        "refused": said.count("refused"),
        "errors": said.count("error") + abs(said.count("thanked") - sold(rare)),
        "seconds": round(seconds, 2),
    }


def buys(session: str, *, shop: Distribution, port: int) -> str:
    """Opens the basket, then orders: thanked, refused with a sentence, or met with an error."""
    buyer, path = Customer(port, session), basket_path(shop)
    try:
        page = buyer.get(path)
        answer = buyer.post(path, order_form(page, path))
    except (OSError, HTTPException):
        return "error"
    if page.status == 200 and answer.status == 302 and answer.location.endswith("/merci/"):
        return "thanked"
    return "refused" if page.status == 200 and answer.status == 409 else "error"


def sold(rare: Listing) -> int:
    """By the orders' lines; -1 where the counter says something else."""
    rare.refresh_from_db()
    lines = Line.objects.filter(listing=rare, order__cancelled_at=None)
    total = lines.aggregate(total=Sum("quantity"))["total"] or 0
    return total if total == rare.ordered else -1
