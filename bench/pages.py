"""What each page costs: statements, CPU of the web process and of PostgreSQL, bytes."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.cache import caches
from django.urls import get_resolver

from bench import marked, ordering
from bench.bare import bare_application
from bench.people import pages_of_the_closing
from bench.public import public_paths
from bench.stage import copy_of, fill, some_listings
from bench.visitor import WARM_UP, Answer, Cost, Visitor, expect, session_of
from collectifs.wsgi import application
from distributions.addresses import basket_path, shop_path
from shop.listings.cards import kept

ROUNDS, COLD_ROUNDS = 40, 20


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    visitor: Visitor


def figures() -> dict[str, Any]:
    as_before_a_fork()
    warm, cold = list(warm_pages()), list(cold_pages())
    found = measured(warm, ROUNDS) | measured(cold, COLD_ROUNDS, is_cold=True)
    return found | ordering.figures()


def as_before_a_fork() -> None:
    """What `deploy/gunicorn.conf.py` does: every view imported, the garbage collector told."""
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def warm_pages() -> Iterator[Page]:
    stranger, bare = Visitor(application), Visitor(bare_application())
    for name, path in public_paths().items():
        yield Page(name, path, stranger)
    for count in marked.SHOPS:
        yield Page(f"shop_{count}_warm", shop_path(marked.shop_of(count)), stranger)
    for count in (24, 100):
        yield Page(f"bare_{count}", f"/bare/{marked.shop_of(count).pk}/", bare)
        yield from with_a_basket(count)
    for seen in pages_of_the_closing(marked.closing_distribution()):
        yield Page(seen.name, seen.path, Visitor(application, session_of(seen.user)))


def with_a_basket(count: int) -> Iterator[Page]:
    shop, customer = copy_of(marked.shop_of(count)), marked.customers(1)[0]
    fill(customer, shop, some_listings(shop))
    visitor = Visitor(application, session_of(customer))
    yield Page(f"shop_{count}_basket_12", shop_path(shop), visitor)
    if count == 24:
        yield Page("basket_12", basket_path(shop), visitor)


def cold_pages() -> Iterator[Page]:
    for count in (24, 100):
        yield Page(f"shop_{count}_cold", shop_path(marked.shop_of(count)), Visitor(application))


def forget() -> None:
    """As after a start: nothing in the cache, no card made."""
    caches["default"].clear()
    caches["local"].clear()
    kept.cache_clear()


def measured(
    pages: list[Page], rounds: int, *, warm_up: int = WARM_UP, is_cold: bool = False
) -> dict[str, Any]:
    """In turns, so that what disturbs the machine disturbs all of them alike."""
    costs = {page.name: Cost() for page in pages}
    for turn in range(warm_up + rounds):
        for page in pages:
            answer = seen(page, is_cold=is_cold)
            if turn >= warm_up:
                costs[page.name].add(answer)
    for page in pages:
        counting = replace(page, visitor=replace(page.visitor, counts=True))
        costs[page.name].count(seen(counting, is_cold=is_cold))
    return {name: cost.figures() for name, cost in costs.items()}


def seen(page: Page, *, is_cold: bool) -> Answer:
    if is_cold:
        forget()
    return expect(page.visitor.get(page.path))
