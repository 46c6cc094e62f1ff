"""The history: states in plain words, and the same once more for a date that is open."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from distributions.models import Distribution
from shop.order.models import Order
from shop.order.services import cancel_order
from tests.factories import FRIDAY, MONDAY, make_distribution, make_listing, make_product
from tests.ordering import buy, drafted, user_of
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def order(client: Client) -> Order:
    """Of two bunches at 2,70 €, for a date whose orders are open."""
    order = buy({make_listing(make_product("Carottes")): 2})
    client.force_login(user_of(order.household))
    return order


def following(order: Order, **fields: Any) -> Distribution:
    """A week later; its orders are open too unless said."""
    opens_at = {"opens_at": MONDAY - timedelta(days=1)}
    return make_distribution(order.collective, FRIDAY + timedelta(days=7), **opens_at | fields)


def buttons(client: Client) -> list[str]:
    page = BeautifulSoup(client.get(reverse("orders:list")).content, "html.parser")
    return [" ".join(each.get_text().split()) for each in page.select("form.again button")]


def test_a_row_says_until_when_it_can_be_changed(client: Client, order: Order) -> None:
    page = read(client.get(reverse("orders:list")))

    assert "encore modifiable" in page
    assert "jusqu’à jeudi 26 nov., 12\u00a0h" in page


def test_a_cancelled_order_is_struck_and_owes_nothing(client: Client, order: Order) -> None:
    cancel_order(order=order, actor=order.user, now=MONDAY)

    page = read(client.get(reverse("orders:list")))

    assert "annulée, rien à payer" in page
    assert "5,40\u00a0€</s>" in page
    assert "0,00\u00a0€</b>" in page


def test_the_same_is_offered_while_the_own_date_is_open(client: Client, order: Order) -> None:
    there = make_listing(order.lines.get().product, following(order))

    assert buttons(client) == ["Commander la même chose pour le ven. 4 déc."]
    page = client.get(order.get_absolute_url())
    assert "Commander la même chose" in read(page)

    client.post(reverse("orders:again", args=[order.uid]), {"date": there.distribution.uid})
    basket = order.household.baskets.get(distribution=there.distribution)
    assert drafted(basket) == {there.pk: 2}


def test_what_was_put_into_the_basket_is_said_and_that_a_second_time_adds_nothing(
    client: Client, order: Order
) -> None:
    there = make_listing(order.lines.get().product, following(order)).distribution
    again = reverse("orders:again", args=[order.uid])

    first = client.post(again, {"date": there.uid}, follow=True)
    second = client.post(again, {"date": there.uid}, follow=True)

    assert "1 produit a été mis dans le panier" in read(first)
    assert "Le panier contient déjà tout cela\u00a0: rien n’a été ajouté." in read(second)


def test_the_order_shows_the_number_and_the_code_to_collect_until_it_is_past(
    client: Client, order: Order
) -> None:
    ahead = read(client.get(order.get_absolute_url()))
    cancel_order(order=order, actor=order.user, now=MONDAY)
    cancelled = read(client.get(order.get_absolute_url()))

    assert "Code QR de la commande" in ahead
    assert f'<p class="bignum num">{order.short_number}</p>' in ahead
    assert "bignum" not in cancelled


def test_a_cancelled_order_is_had_again_at_its_own_date(client: Client, order: Order) -> None:
    cancel_order(order=order, actor=order.user, now=MONDAY)

    client.post(reverse("orders:again", args=[order.uid]))

    basket = order.household.baskets.get(distribution=order.distribution)
    assert drafted(basket) == {order.lines.get().listing_id: 2}


def test_a_date_that_is_not_open_yet_is_not_offered(client: Client, order: Order) -> None:
    following(order, opens_at=MONDAY + timedelta(days=1))

    assert buttons(client) == []
