"""A network at scale: one small plan, written by the services and in bulk, says the same."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from bench.network import marks
from bench.network.building import Writer, build_network
from bench.network.by_services import ByServices
from bench.network.command import Command
from bench.network.ground import Ground
from bench.network.in_bulk import InBulk
from collectifs.demo.progress import Progress
from collectifs.jobs.services import tick
from commons.core.models import OutboxMail
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.listings.models import Listing, StockMove
from shop.order.models import Line, Order
from shop.partner.models import StockRecord
from shop.reporting import paper
from shop.reporting.models import Closing, SentList
from tests.bench.network.facts import Facts, facts
from tests.bench.network.scales import SMALL
from tests.factories import PARIS

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=PARIS)
# Bulk writes no mails: those of the past would have been dropped.
MAILS = {"core_outboxmail", "core_outboxattachment"}

pytestmark = pytest.mark.django_db


def build_by(writer: Callable[[Ground], Writer]) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        build_network(SMALL, Progress(lambda _text: None), now=WEDNESDAY, writer=writer)


@pytest.fixture(scope="module")
def by_services(django_db_setup: None, django_db_blocker: Any) -> Facts:
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "missing_package", lambda: "libpango-1.0-0")
        build_by(ByServices)
        found = facts()
        cache.clear()  # which knows renditions by the keys of images
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module", autouse=True)
def in_bulk(by_services: Facts, django_db_setup: None, django_db_blocker: Any) -> Iterator[Facts]:
    """Stays for the tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_by(InBulk)
        yield facts()
        transaction.set_rollback(True)


def test_both_ways_write_the_same_rows(by_services: Facts, in_bulk: Facts) -> None:
    assert by_services.keys() == in_bulk.keys()
    different = {
        table: (list((rows - in_bulk[table]).elements()), list((in_bulk[table] - rows).elements()))
        for table, rows in by_services.items()
        if table not in MAILS and rows != in_bulk[table]
    }

    assert different == {}


@pytest.mark.parametrize(
    "model", [Order, Line, Basket, Listing, StockMove, Closing, SentList, StockRecord]
)
def test_there_is_something_to_compare(model: Any, in_bulk: Facts) -> None:
    assert in_bulk[model._meta.db_table].total() >= 10


def test_the_plan_sells_in_every_way() -> None:
    lines = Line.objects.all()

    assert set(lines.values_list("sale_mode", flat=True)) == {"piece", "weight", "weighed"}
    assert lines.filter(listing__product__stock_mode="lasting").exists()
    assert lines.filter(vat_rate=None).exists()
    assert lines.exclude(note="").exists()
    assert lines.exclude(container_name="").exists()
    assert Listing.objects.exclude(price=0).exclude(product__standing_offers__price=None).exists()


def test_nothing_is_left_for_the_tick_to_do() -> None:
    soon = WEDNESDAY + timedelta(minutes=1)

    with time_machine.travel(soon, tick=False):
        done = tick(now=soon)

    assert {name: n for name, n in done.items() if n} == {}
    assert not OutboxMail.objects.exists()


def test_the_bench_finds_its_shop_and_its_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "CLOSING_ORDERS", 2)
    monkeypatch.setattr(marks, "CLOSING_FARMS", 4)

    with time_machine.travel(WEDNESDAY, tick=False):
        shop, closing = marks.shop_of(15), marks.closing_distribution()

    assert shop.place.slug == "halle-aux-grains"
    assert shop.listings.count() == 15
    assert closing.collective.slug == "plateau"
    assert not closing.closings.exists()


def test_customers_are_members_without_an_order_where_it_is_open(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(marks, "SHOPS", (5, 15))

    with time_machine.travel(WEDNESDAY, tick=False):
        found, again = marks.customers(1), marks.customers(1)
        opened = Distribution.objects.open_at(WEDNESDAY).filter(collective__slug="vallee-claire")
        with pytest.raises(ValueError, match="customers without an order"):
            marks.customers(10)

    assert found == again
    assert not Order.objects.filter(user__in=found, distribution__in=opened)
    assert client.login(email=found[0].email, password=marks.PASSWORD)


def test_each_collective_has_one_today_some_open_and_some_planned() -> None:
    for slug in ("vallee-claire", "plateau"):
        own = Distribution.objects.filter(collective__slug=slug)
        assert own.filter(day=WEDNESDAY.date()).exists()
        assert own.open_at(WEDNESDAY).exists()
        assert own.filter(opens_at__gt=WEDNESDAY).count() >= 2


def test_a_later_start_adds_what_misses() -> None:
    later = WEDNESDAY + timedelta(days=10)

    with time_machine.travel(later, tick=False):
        call_command(Command(), size="small", stdout=StringIO())

    for slug in ("vallee-claire", "plateau"):
        own = Distribution.objects.filter(collective__slug=slug)
        assert own.open_at(later).filter(listings__isnull=False).exists()
