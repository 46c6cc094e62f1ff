"""Builds the demo network by calling the services, from the files of `data/` and one seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils.translation import gettext as _

from collectifs.demo import network as parts
from collectifs.demo import people, products
from collectifs.demo.artwork import draw_pictures
from collectifs.demo.calendar import answer_for_farms, habits, plan_calendar
from collectifs.demo.data_files import read_json
from collectifs.demo.evenings import fill, send_lists
from collectifs.demo.guides import make_guides
from collectifs.demo.orders import give_up_once
from collectifs.demo.pages import make_pages
from collectifs.demo.products import Row, Shelves
from collectifs.demo.progress import Progress
from collectifs.demo.sizes import Size
from collectifs.demo.stock import refill
from commons.accounts.models import User
from commons.collectives.models import Collective, Network
from commons.collectives.services import load_communes
from farms.models import Farm
from farms.services import load_labels
from shop.catalogue.models import Product
from shop.catalogue.services import load_aisles

type Goods = list[tuple[Row, Product]]

SEED = 20261127
JOINED_BEFORE = timedelta(weeks=20)


@dataclass(frozen=True, slots=True)
class Stage:
    """What the build goes by."""

    size: Size
    now: datetime
    rng: Random
    progress: Progress


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is there."""

    network: Network
    collectives: Mapping[str, Collective]
    farms: Mapping[str, Farm]
    shelves: Shelves
    rows: Sequence[Row]


def build(size: Size, progress: Progress, *, now: datetime) -> None:
    """Build the whole network. Inside the caller's transaction: all of it or nothing."""
    stage = Stage(size, now, Random(SEED), progress)  # noqa: S311  (a demo, the same each time)
    with progress.step(_("Communes")) as count:
        count(load_communes())
    cast = _found(stage)
    goods = _products(stage, cast)
    with progress.step(_("Pages")) as count:
        count(make_pages(size.told, now=now) + make_guides(now=now))
    _distributions(stage, goods)


def _found(stage: Stage) -> Cast:
    now, progress, rows = stage.now, stage.progress, products.rows_of(stage.size)
    with progress.step(_("Network and collectives")) as count:
        network = parts.make_network(now=now)
        collectives = parts.make_collectives(network, read_json("collectives"), now=now)
        count(len(collectives))
    with progress.step(_("Accounts and households")) as count:
        users = people.open_accounts(now=now - parts.AGE)
        count(_members(users, collectives, now))
    with progress.step(_("Farms")) as count:
        labels = load_labels()
        farms = parts.make_farms(read_json("farms"), collectives, labels, users, now=now)
        # After the farms: nobody is asked by mail for what was agreed long ago.
        parts.give_roles(network, collectives["vallee-claire"], users, now=now)
        count(len(farms))
    with progress.step(_("Pictures")) as count:
        pictures = draw_pictures(products.icons_of(rows, stage.size))
        count(len(pictures))
    aisles, containers = load_aisles(network), products.make_containers(network, rows)
    return Cast(network, collectives, farms, Shelves(aisles, labels, containers, pictures), rows)


def _members(
    users: Mapping[str, User], collectives: Mapping[str, Collective], now: datetime
) -> int:
    households = people.open_households(users, now=now - parts.AGE)
    for slug, some in people.MEMBERS.items():
        people.join(households[some], collectives[slug], now=now - JOINED_BEFORE)
    return len(users) + len(households)


def _products(stage: Stage, cast: Cast) -> Goods:
    with stage.progress.step(_("Products")) as count:
        made = products.make_products(cast.rows, cast.farms, cast.shelves, now=stage.now)
        goods = list(zip(cast.rows, made, strict=True))
        products.offer_products(goods, now=stage.now)
        count(len(goods))
    return goods


def _distributions(stage: Stage, goods: Goods) -> None:
    """The past first, of all collectives, since goods are shared between them."""
    planned = []
    with stage.progress.step(_("Distributions")) as count:
        for habit in habits(read_json("collectives")):
            made = plan_calendar(habit, stage.size, now=stage.now)
            answer_for_farms(habit, made, stage.rng, now=stage.now)
            planned += made
        count(len(planned))
    planned.sort(key=lambda distribution: distribution.starts_at)
    past = [date for date in planned if date.closes_at and date.closes_at <= stage.now]
    with stage.progress.step(_("Past orders")) as count:
        count(fill(past, stage.size, stage.rng, now=stage.now))
    with stage.progress.step(_("Lists for the farms")) as count:
        count(send_lists(past))
    give_up_once(past, now=stage.now)
    refill(goods, now=stage.now)
    current = [date for date in planned if date not in past]
    with stage.progress.step(_("Orders so far")) as count:
        count(fill(current, stage.size, stage.rng, now=stage.now))
