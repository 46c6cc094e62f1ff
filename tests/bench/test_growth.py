"""What the bench adds to a network before it measures the pages that grow."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from bench.growth import collectives, making, orders, pages
from bench.growth.making import Grown, grow
from bench.network.building import build_network
from bench.people import member_of
from collectifs.demo.progress import Progress
from commons.collectives.models import Collective
from distributions.models import Distribution
from shop.listings.models import Listing
from shop.order.models import Line
from tests.bench.network.scales import SMALL
from tests.factories import PARIS

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=PARIS)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def grown(django_db_setup: None, django_db_blocker: Any) -> Iterator[Grown]:
    """A few of everything; stays for the tests of this module."""
    few = {(collectives, "COLLECTIVES"): 11, (orders, "AT_ONCE"): 4}
    few |= {(making, "LISTINGS"): 20, (making, "SOME"): 5, (making, "MANY"): 9}
    few |= {(pages, "FOUND"): 400}
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        pytest.MonkeyPatch.context() as patch,
        time_machine.travel(WEDNESDAY, tick=False),
    ):
        for (module, name), number in few.items():
            patch.setattr(module, name, number)
        build_network(SMALL, Progress(lambda _text: None), now=WEDNESDAY)
        yield grow(Distribution.objects.open_at(WEDNESDAY).latest("pk"))
        transaction.set_rollback(True)


def test_everybody_orders_of_the_farm_where_many_do(grown: Grown) -> None:
    of_farm = Line.objects.filter(seller__farm=grown.farm)

    assert grown.some.orders.count() == of_farm.filter(order__distribution=grown.some).count() == 5
    assert grown.many.orders.count() == of_farm.filter(order__distribution=grown.many).count() == 9


def test_listings_hold_what_is_ordered(grown: Grown) -> None:
    listings = Listing.objects.filter(distribution__in=[grown.some, grown.many], ordered__gt=0)

    assert listings.exists()
    for listing in listings.annotate(due=Sum("order_lines__due_quantity")):
        assert listing.ordered == listing.due


def test_more_collectives_have_a_date_to_come_but_for_a_tenth() -> None:
    made = Collective.objects.filter(slug__startswith="panier-")

    assert made.count() == 11
    assert made.filter(distributions__isnull=False).distinct().count() == 9
    assert made.filter(engagements__state="active").distinct().count() == 11


def test_the_farm_sees_the_shop_before_the_dates_with_many_orders(
    grown: Grown, client: Client
) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        client.force_login(member_of(grown.farm))
        page = client.get(reverse("producer:home"))

    assert page.status_code == 200
    assert grown.shop.starts_at < grown.some.starts_at < grown.many.starts_at


def test_the_search_reads_the_pages_that_are_more(grown: Grown, client: Client) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        page = client.get("/recherche/?q=carotte&groupe=pages")
        first = re.search(r'href="(/grand-marche/[^"]+)"', page.content.decode())

        assert first is not None
        assert client.get(first[1]).status_code == 200
