"""One person signs in on several devices at once, each with a visitor's basket."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from commons.accounts.models import Household, Person
from commons.accounts.services import ensure_household
from shop.basket.models import Basket
from shop.basket.visitors import prune_visitors_baskets
from shop.listings.models import Listing
from shop.order.adoption import merge_at_login
from shop.order.services import choose
from tests.concurrency.threads import together
from tests.factories import (
    MONDAY,
    make_distribution,
    make_household,
    make_listing,
    make_product,
    make_user,
)
from tests.ordering import drafted, user_of

pytestmark = pytest.mark.django_db(transaction=True)
DEVICES = 6


def shop(listing: Listing) -> str:
    distribution = listing.distribution
    return reverse("shop:shop", args=[distribution.collective.slug, distribution.slug])


def listings(count: int) -> list[Listing]:
    distribution = make_distribution()
    return [make_listing(make_product(), distribution) for _ in range(count)]


def device(listing: Listing) -> Client:
    """A visitor who has chosen one of a product."""
    client = Client()
    client.post(shop(listing), {f"q-{listing.uid}": "1"})
    return client


@time_machine.travel(MONDAY, tick=False)
def test_each_device_brings_its_basket() -> None:
    chosen = listings(DEVICES)
    devices = [device(listing) for listing in chosen]
    household = make_household()
    for client in devices:
        client.force_login(user_of(household))

    pages = together(partial(client.get, shop(chosen[0])) for client in devices)

    assert [page.status_code for page in pages] == [200] * DEVICES
    assert drafted(Basket.objects.get()) == {listing.pk: 1 for listing in chosen}


def test_the_households_own_first_product_meets_a_visitors_basket() -> None:
    mine, theirs = listings(2)
    distribution = mine.distribution
    household = make_household()
    visit = Basket(token="jeton", distribution=distribution, collective=distribution.collective)
    choose(basket=visit, wanted={str(theirs.uid): 1}, now=MONDAY)

    def choose_mine() -> None:
        basket = Basket(
            household=household, distribution=distribution, collective=distribution.collective
        )
        choose(basket=basket, wanted={str(mine.uid): 1}, now=MONDAY)

    together([choose_mine, partial(merge_at_login, token="jeton", household=household)])

    assert drafted(Basket.objects.get()) == {mine.pk: 1, theirs.pk: 1}


@time_machine.travel(MONDAY, tick=False)
def test_an_account_without_household_gets_one() -> None:
    user = make_user()

    households = together([partial(ensure_household, user=user)] * DEVICES)

    assert set(households) == {Household.objects.get()}
    assert Person.objects.get().user == user


@time_machine.travel(MONDAY + timedelta(days=40), tick=False)
def test_an_old_basket_that_is_filled_while_it_is_dropped_holds_what_was_chosen() -> None:
    distribution = make_distribution(
        closes_at=MONDAY + timedelta(days=80),
        starts_at=MONDAY + timedelta(days=81),
        ends_at=MONDAY + timedelta(days=82),
    )
    listing = make_listing(make_product(), distribution)
    clients = [device(listing) for _ in range(DEVICES)]
    Basket.objects.update(touched_at=MONDAY)
    now = MONDAY + timedelta(days=40)

    def choose(client: Client) -> int:
        return client.post(shop(listing), {f"q-{listing.uid}": "2"}).status_code

    works = [partial(choose, client) for client in clients]
    prunes = [partial(prune_visitors_baskets, now=now)] * 2
    answers = together([*works, *prunes])

    assert answers[:DEVICES] == [302] * DEVICES
    assert [drafted(basket) for basket in Basket.objects.all()] == [{listing.pk: 2}] * DEVICES
