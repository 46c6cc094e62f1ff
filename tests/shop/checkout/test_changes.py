"""What is changed beside an order and not ordered looks so at once, on each page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from distributions.addresses import basket_path, shop_path
from shop.listings.models import Listing
from shop.order.models import Order
from tests.factories import make_listing, make_product
from tests.ordering import buy, held, seen_on, user_of, want
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SCRIPTED: Any = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def carrots() -> Listing:
    return make_listing(make_product("Carottes"))


@pytest.fixture
def order(client: Client, carrots: Listing) -> Order:
    """One bunch at 2,70 €, of whoever is signed in."""
    order = buy({carrots: 1})
    client.force_login(user_of(order.household))
    return order


def notice(client: Client, path: str) -> Any:
    """The form of the changes that are not ordered."""
    page = BeautifulSoup(client.get(path).content, "html.parser")
    return page.select_one("section.messages form")


def test_each_page_says_what_is_changed_and_what_it_comes_to(
    client: Client, order: Order, carrots: Listing
) -> None:
    want(order, {carrots: 3})

    for path in (shop_path(order.distribution), reverse("orders:list"), "/"):
        said = notice(client, path)
        assert "Modifications non commandées\xa0: + 5,40\xa0€".replace("+ ", "+\xa0") in (
            said.get_text(" ", strip=True)
        )
        assert "Carottes\xa0: 1 botte → 3 bottes" in said.get_text()
        label = said.select_one("button").get_text(strip=True)
        assert label == "Commander avec obligation de paiement · +\xa05,40\xa0€"


@pytest.mark.parametrize(
    ("quantity", "label"),
    [
        (3, "Commander avec obligation de paiement · +\xa05,40\xa0€"),
        (0, "Appliquer les modifications · −\xa02,70\xa0€"),
    ],
)
def test_the_basket_has_the_same_button_and_nobody_owes_a_refund(
    client: Client, order: Order, carrots: Listing, quantity: int, label: str
) -> None:
    want(order, {carrots: quantity})

    page = BeautifulSoup(client.get(basket_path(order.distribution)).content, "html.parser")

    assert page.select_one("button[name=commander]").get_text(strip=True) == label


def test_a_script_is_told_at_once(client: Client, order: Order, carrots: Listing) -> None:
    shop = shop_path(order.distribution)
    waiting = notice(client, shop)

    texts = client.post(shop, {f"q-{carrots.uid}": "3"}, headers=SCRIPTED).json()["texts"]

    assert waiting.has_attr("hidden")
    assert waiting["data-co-if"] == "changes"
    hooks = {each["data-co-text"] for each in waiting.select("[data-co-text]")}
    assert hooks == {"seen", "delta", "steps", "bind"}
    assert (texts["changes"], texts["delta"]) == ("1", "+\xa05,40\xa0€")
    assert texts["steps"] == "Carottes\xa0: 1 botte → 3 bottes"


def test_what_the_script_shows_is_what_its_button_orders(
    client: Client, order: Order, carrots: Listing
) -> None:
    shop = shop_path(order.distribution)
    action = notice(client, shop)["action"]
    texts = client.post(shop, {f"q-{carrots.uid}": "3"}, headers=SCRIPTED).json()["texts"]

    client.post(action, {"seen": texts["seen"], "commander": "1"})

    assert held(order) == {carrots.pk: 3}


def test_put_back_there_is_nothing_to_order(client: Client, order: Order, carrots: Listing) -> None:
    shop = shop_path(order.distribution)
    client.post(shop, {f"q-{carrots.uid}": "3"}, headers=SCRIPTED)

    texts = client.post(shop, {f"q-{carrots.uid}": "1"}, headers=SCRIPTED).json()["texts"]

    assert texts["changes"] == ""
    assert notice(client, reverse("orders:list")) is None


def test_the_basket_has_a_button_with_its_amount_where_something_differs(
    client: Client, order: Order, carrots: Listing
) -> None:
    path = basket_path(order.distribution)
    button = "button[name=commander]"

    (as_ordered,) = BeautifulSoup(client.get(path).content, "html.parser").select(button)
    want(order, {carrots: 0})
    changed = client.get(path)
    (to_order,) = BeautifulSoup(changed.content, "html.parser").select(button)

    assert as_ordered.has_attr("hidden")
    assert not to_order.has_attr("hidden")
    assert to_order.get_text(" ", strip=True).endswith("−\xa02,70\xa0€")
    assert seen_on(changed)


def test_the_shop_says_it_at_the_thumb_too(client: Client, order: Order, carrots: Listing) -> None:
    want(order, {carrots: 3})

    page = BeautifulSoup(client.get(shop_path(order.distribution)).content, "html.parser")

    bar = page.select_one(".bar [data-co-if=changes]")
    assert bar is not None
    assert not bar.has_attr("hidden")
    assert "5,40" in bar.get_text()


def test_without_an_order_nothing_is_a_change(client: Client, carrots: Listing) -> None:
    shop = shop_path(carrots.distribution)

    answer = client.post(shop, {f"q-{carrots.uid}": "3"}, headers=SCRIPTED).json()

    assert answer["texts"] == {}
    assert "non commandées" not in read(client.get(shop))
