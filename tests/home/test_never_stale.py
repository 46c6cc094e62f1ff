"""Pages with quantities and amounts are asked for again by "Back", with script and without."""

import pytest
from django.test import Client
from django.urls import reverse

from distributions.addresses import basket_path, shop_path
from shop.order.models import Order
from tests.factories import make_listing, make_product
from tests.ordering import buy, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def addresses(order: Order) -> list[str]:
    shop, product = shop_path(order.distribution), order.lines.get().product
    return [
        *(shop, f"{shop}produits/{product.uid}/", basket_path(order.distribution)),
        *(reverse("orders:list"), order.get_absolute_url()),
        *(reverse("checkout:confirmation", args=[order.uid]), reverse("home:account")),
    ]


def test_no_browser_keeps_a_page_with_quantities(client: Client) -> None:
    order = buy({make_listing(make_product("Carottes")): 1})
    client.force_login(user_of(order.household))

    for address in addresses(order):
        page = client.get(address)
        assert page.status_code == 200
        assert {"no-store", "private"} <= set(page["Cache-Control"].split(", ")), address


def test_nor_those_of_a_visitor(client: Client) -> None:
    shop, product, basket, *_others = addresses(buy({make_listing(): 1}))

    for address in (shop, product, basket):
        assert "no-store" in client.get(address)["Cache-Control"]
