"""A visitor's baskets are kept thirty days after the last touch; a household's stay."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from collectifs.jobs.services import tick
from shop.basket import visitors
from shop.basket.models import Basket, Line
from shop.basket.visitors import prune_visitors_baskets
from shop.listings.models import Listing
from shop.order.adoption import merge_at_login
from shop.order.services import choose
from tests.factories import MONDAY, make_distribution, make_household, make_listing, make_product
from tests.ordering import fill

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
MONTH_LATER = MONDAY + 30 * DAY + MINUTE


@pytest.fixture
def listing() -> Listing:
    """At a distribution whose orders are open for months."""
    distribution = make_distribution(
        closes_at=MONDAY + 90 * DAY, starts_at=MONDAY + 91 * DAY, ends_at=MONDAY + 92 * DAY
    )
    return make_listing(make_product(), distribution)


def visit(listing: Listing, quantity: int, now: datetime, visitor: str = "jeton") -> Basket:
    distribution = listing.distribution
    stored = Basket.objects.filter(token=visitor, distribution=distribution).first()
    basket = stored or Basket(
        token=visitor, distribution=distribution, collective=distribution.collective
    )
    return choose(basket=basket, wanted={str(listing.uid): quantity}, now=now).basket


def test_a_basket_goes_thirty_days_after_it_was_filled(listing: Listing) -> None:
    visit(listing, 2, MONDAY)

    assert prune_visitors_baskets(now=MONDAY + 30 * DAY - MINUTE) == 0
    assert prune_visitors_baskets(now=MONTH_LATER) == 1
    assert not Basket.objects.exists()
    assert not Line.objects.exists()


@pytest.mark.parametrize("quantity", [1, 3, 0], ids=["less", "more", "taken out"])
def test_every_change_keeps_it_thirty_days_more(listing: Listing, quantity: int) -> None:
    visit(listing, 2, MONDAY)
    visit(listing, quantity, MONDAY + 10 * DAY)

    assert prune_visitors_baskets(now=MONTH_LATER) == 0
    assert prune_visitors_baskets(now=MONTH_LATER + 10 * DAY) == 1


@pytest.mark.parametrize("page", ["shop:shop", "checkout:basket"])
def test_whoever_only_looks_keeps_it_as_long_as_the_cookie(
    client: Client, listing: Listing, page: str
) -> None:
    names = [listing.distribution.collective.slug, listing.distribution.slug]
    with time_machine.travel(MONDAY, tick=False):
        client.post(reverse("shop:shop", args=names), {f"q-{listing.uid}": "2"})
    with time_machine.travel(MONDAY + 10 * DAY, tick=False):
        client.get(reverse(page, args=names))

    assert prune_visitors_baskets(now=MONTH_LATER) == 0
    assert prune_visitors_baskets(now=MONTH_LATER + 10 * DAY) == 1


def test_a_note_keeps_it_too(client: Client, listing: Listing) -> None:
    names = [listing.distribution.collective.slug, listing.distribution.slug]
    with time_machine.travel(MONDAY, tick=False):
        client.post(reverse("shop:shop", args=names), {f"q-{listing.uid}": "2"})
    with time_machine.travel(MONDAY + 10 * DAY, tick=False):
        typed = {f"q-{listing.uid}": "2", f"note-{listing.uid}": "Sans fanes"}
        client.post(reverse("checkout:basket", args=names), typed)

    assert prune_visitors_baskets(now=MONTH_LATER) == 0


def test_looking_writes_once_an_hour(client: Client, listing: Listing) -> None:
    names = [listing.distribution.collective.slug, listing.distribution.slug]
    for minutes in (0, 30, 59):
        with time_machine.travel(MONDAY + minutes * MINUTE, tick=False):
            client.post(reverse("shop:shop", args=names), {f"q-{listing.uid}": "2"})

    assert Basket.objects.get().touched_at == MONDAY


def test_a_households_basket_stays_whatever_its_age(listing: Listing) -> None:
    fill({listing: 2})
    adopted = make_listing(make_product(), listing.distribution)
    visit(adopted, 1, MONDAY)
    merge_at_login(token="jeton", household=make_household())

    assert prune_visitors_baskets(now=MONDAY + 400 * DAY) == 0
    assert Basket.objects.count() == 2


def test_many_go_in_batches_the_oldest_first(
    listing: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "PRUNED_AT_ONCE", 2)
    for day in (2, 0, 1):
        visit(listing, 1, MONDAY + day * DAY, visitor=f"day-{day}")

    assert prune_visitors_baskets(now=MONTH_LATER + 5 * DAY) == 2
    assert Basket.objects.get().token == "day-2"
    assert prune_visitors_baskets(now=MONTH_LATER + 5 * DAY) == 1


def test_where_there_is_nothing_it_is_one_question(
    listing: Listing, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    visit(listing, 2, MONDAY)

    with django_assert_num_queries(3):  # and the savepoint's two, here within a transaction
        prune_visitors_baskets(now=MONDAY + DAY)


def test_the_tick_does_it_once_an_hour(listing: Listing) -> None:
    visit(listing, 2, MONDAY)
    hour = (MONTH_LATER + timedelta(hours=1)).replace(minute=0)

    assert tick(now=hour - MINUTE)["old rows dropped"] == 0
    assert tick(now=hour)["old rows dropped"] == 1
