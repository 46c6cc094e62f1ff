"""Containers that come back: their deposit is told beside the order, never in its total."""

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commons.core.models import OutboxMail
from shop.basket.models import Basket
from shop.catalogue.models import Container, Product
from shop.listings.models import Listing
from tests.factories import (
    MONDAY,
    make_distribution,
    make_listing,
    make_network,
    make_product,
    make_weight_product,
)
from tests.ordering import buy, fill, order_of, user_of
from tests.reading import read
from tests.written import write_mails

pytestmark = pytest.mark.django_db

EACH = "Consigne\xa0: 0,20\xa0€ par bouteille, rendue au retour"
IN_ALL = "Plus 0,60\xa0€ de consignes, rendues au retour."


@pytest.fixture(autouse=True)
def _monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def milk(deposit_cents: int = 20) -> Product:
    bottle = Container.objects.create(
        network=make_network(), name="bouteille", deposit_cents=deposit_cents
    )
    return make_product("Lait", container=bottle)


def signed_in(client: Client, quantities: dict[Listing, int]) -> Basket:
    basket = fill(quantities)
    assert basket.household
    client.force_login(user_of(basket.household))
    return basket


def path(basket: Basket) -> str:
    distribution = basket.distribution
    return reverse("checkout:basket", args=[distribution.collective.slug, distribution.slug])


def text(client: Client, address: str) -> str:
    return read(client.get(address))


def test_the_basket_tells_each_deposit_and_their_sum_beside_the_total(client: Client) -> None:
    basket = signed_in(client, {make_listing(milk()): 3})

    page = text(client, path(basket))

    assert EACH in page
    assert "Consignes en plus, rendues au retour" in page
    assert '<span class="num" data-co-text="deposits">0,60\xa0€</span>' in page
    assert '<span class="num" data-co-text="total" data-cents="810">8,10\xa0€</span>' in page


def test_a_basket_without_containers_says_nothing_of_deposits(client: Client) -> None:
    basket = signed_in(client, {make_listing(): 1})

    assert "onsigne" not in text(client, path(basket))


def test_a_container_without_deposit_is_to_bring_back(client: Client) -> None:
    basket = signed_in(client, {make_listing(milk(deposit_cents=0)): 1})

    page = text(client, path(basket))

    assert "À rapporter\xa0: bouteille, sans consigne" in page
    assert "Consignes en plus" not in page


def test_goods_by_weight_do_not_tell_how_many_containers_they_fill(client: Client) -> None:
    jar = Container.objects.create(network=make_network(), name="bocal", deposit_cents=50)
    basket = signed_in(client, {make_listing(make_weight_product(container=jar)): 1500})

    page = text(client, path(basket))

    assert "0,50\xa0€ par bocal" in page
    assert '<span class="num" data-co-text="deposits">0,00\xa0€</span>' in page


def test_the_script_is_told_the_deposits_of_now(client: Client) -> None:
    listing = make_listing(milk())
    basket = signed_in(client, {listing: 3})

    answer: Any = client.post(
        path(basket), {f"q-{listing.uid}": "5"}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert json.loads(answer.content)["texts"]["deposits"] == "1,00\xa0€"


def test_thanks_order_and_mail_tell_the_same(client: Client) -> None:
    order = order_of(signed_in(client, {make_listing(milk()): 3}))

    thanks = text(client, reverse("checkout:confirmation", args=[order.uid]))
    page = text(client, reverse("orders:detail", args=[order.uid]))
    write_mails()
    mail = OutboxMail.objects.get(kind="order_placed")

    assert order.total_cents == 810
    assert "8,10\xa0€ à payer au retrait. " + IN_ALL in thanks
    for told in (page, mail.text, unescape(mail.html)):
        assert EACH in told
        assert IN_ALL in told


def test_a_deposit_that_changes_touches_nothing_that_is_ordered(client: Client) -> None:
    product = milk()
    order = buy({make_listing(product, make_distribution()): 3})
    Container.objects.update(deposit_cents=90)
    assert order.user
    client.force_login(order.user)

    assert EACH in text(client, reverse("orders:detail", args=[order.uid]))
    assert EACH in text(client, path(order.household.baskets.get()))
