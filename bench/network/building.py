"""Builds a network at scale: the same plan, by the writer that is named."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import groupby
from typing import Protocol

from bench.network.ground import Ground, make_calendars
from bench.network.in_bulk import InBulk
from bench.network.ordering import OrderBook, PlannedOrder
from bench.network.plan import Evening, Plan, plan_network
from bench.network.sizes import Scale
from collectifs.demo import network as parts
from collectifs.demo import people, products
from collectifs.demo.artwork import draw_pictures
from collectifs.demo.calendar import MAIN
from collectifs.demo.guides import make_guides
from collectifs.demo.pages import make_pages
from collectifs.demo.products import Shelves
from collectifs.demo.progress import Progress
from collectifs.demo.sizes import FULL
from collectifs.demo.stock import keep_some, put_forward
from commons.collectives.models import Collective
from commons.collectives.services import load_communes
from farms.services import load_labels
from home.searching.index import rebuild
from shop.catalogue.services import load_aisles


class Writer(Protocol):
    """What writes a plan: households and products, then each evening in turn; `finish` comes last.

    `refill` is called between the evenings that are closed and the others.
    """

    def open_households(self) -> int: ...
    def make_products(self) -> int: ...
    def hold(self, evening: Evening, orders: Iterable[PlannedOrder]) -> int: ...
    def refill(self) -> None: ...
    def finish(self) -> None: ...


def build_network(
    scale: Scale,
    progress: Progress,
    *,
    now: datetime,
    writer: Callable[[Ground], Writer] = InBulk,
) -> None:
    """Build the whole network. Inside the caller's transaction: all of it or nothing."""
    with progress.step("Communes") as count:
        count(load_communes())
    ground = _lay(plan_network(scale, now=now), progress)
    written = writer(ground)
    with progress.step("Households") as count:
        count(written.open_households())
    with progress.step("Products") as count:
        count(written.make_products())
    with progress.step("Pages") as count:
        count(make_pages(FULL.told, now=now) + make_guides(now=now, proposes=False))
    with progress.step("Distributions") as count:
        count(make_calendars(ground))
    _hold_all(ground, written, progress)
    with progress.step("Search") as count:
        count(rebuild())


def _lay(plan: Plan, progress: Progress) -> Ground:
    """What is made one by one: collectives, accounts of the roles, farms, pictures."""
    now, before = plan.now, plan.now - parts.AGE
    with progress.step("Network and collectives") as count:
        network = parts.make_network(now=now)
        collectives = parts.make_collectives(network, plan.collectives, now=now)
        count(len(collectives))
    users = people.open_accounts(now=before)
    with progress.step("Farms") as count:
        labels = load_labels()
        farms = parts.make_farms(plan.farms, collectives, labels, users, now=now)
        # After the farms: nobody is asked by mail for what was agreed long ago.
        parts.give_roles(network, collectives[MAIN], users, now=now)
        count(len(farms))
    with progress.step("Pictures") as count:
        icons = products.icons_of(plan.rows, FULL)[: plan.scale.pictures]
        pictures = draw_pictures(icons)
        count(len(pictures))
    aisles = load_aisles(network)
    containers = products.make_containers(network, plan.rows)
    shelves = Shelves(aisles, labels, containers, pictures)
    return Ground(plan, _with_network(collectives), farms, users, shelves, {})


def _with_network(collectives: dict[str, Collective]) -> dict[str, Collective]:
    """Read anew: what was just made holds rates as they were typed, not as they are stored."""
    rows = Collective.objects.select_related("network")
    return {collective.slug: collective for collective in rows.filter(slug__in=collectives)}


def _hold_all(ground: Ground, writer: Writer, progress: Progress) -> None:
    plan, book = ground.plan, OrderBook(ground.plan)
    for (year, quarter), evenings in groupby(plan.past, key=_quarter):
        with progress.step(f"Orders, quarter {quarter} of {year}") as count:
            count(sum(writer.hold(evening, book.orders(evening)) for evening in evenings))
    writer.refill()
    with progress.step("Orders so far") as count:
        count(sum(writer.hold(evening, book.orders(evening)) for evening in plan.current))
        writer.finish()
    for evening in plan.current:
        if evening.is_open:
            distribution = ground.distribution(evening)
            put_forward(distribution, now=plan.now)
            keep_some(distribution, lasting=False, now=plan.now)


def _quarter(evening: Evening) -> tuple[int, int]:
    day = evening.slot.closes_at
    return day.year, (day.month + 2) // 3
