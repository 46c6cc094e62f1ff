"""Withdrawals in the office: on the first screen until they are answered."""

from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from shop.order.models import Withdrawal
from shop.order.withdrawal_services import withdraw
from tests.factories import MONDAY, make_distribution, make_listing, make_product
from tests.managing import form_on, manager_of, send
from tests.ordering import buy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
KEPT = {
    "sale": "piece",
    "vat_rate": "5.5",
    "stock_mode": "per_distribution",
    "keeping": "ambient",
    "allergen_statement": "not_stated",
}
"""What the form shows of a product in lists to choose from."""
WAITS = "1 rétractation attend une réponse"


def text(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def made() -> Withdrawal:
    bag = make_product("Miel", has_withdrawal_right=True)
    order = buy({make_listing(bag, make_distribution()): 1}, name="Odile Perret")
    chosen = [str(order.lines.get().uid)]
    return withdraw(order=order, chosen=chosen, actor=None, now=MONDAY)


def test_the_first_screen_says_so_until_it_is_answered(made: Withdrawal) -> None:
    client, slug = manager_of(made.order.collective), made.order.collective.slug
    page = reverse("backoffice_orders:withdrawal", args=[slug, made.uid])
    assert WAITS in text(client.get(reverse("wagtailadmin_home")))
    listed = text(client.get(reverse("backoffice_orders:withdrawals", args=[slug])))
    assert "Odile Perret" in listed
    assert "1 rétractation" in listed
    assert "Miel" in text(client.get(page))

    told = text(client.post(page, follow=True))

    assert "le foyer a sa réponse" in told
    assert "attend une réponse" not in text(client.get(reverse("wagtailadmin_home")))


def test_another_collective_knows_nothing_of_it(made: Withdrawal) -> None:
    collective = make_distribution().collective
    client, slug = manager_of(collective), collective.slug

    assert WAITS not in text(client.get(reverse("wagtailadmin_home")))
    assert "Odile" not in text(client.get(reverse("backoffice_orders:withdrawals", args=[slug])))
    page = reverse("backoffice_orders:withdrawal", args=[slug, made.uid])
    assert client.post(page).status_code == 404


def test_a_manager_says_of_a_product_whether_it_has_the_right() -> None:
    collective = make_distribution().collective
    product = make_product("Savon", collective=collective)
    client = manager_of(collective)
    page = reverse("backoffice_products:edit", args=[collective.slug, product.uid])

    kept = {**KEPT, "aisle": str(product.aisle.uid)}
    answer = send(client, page, **kept, has_withdrawal_right="on")

    product.refresh_from_db()
    assert product.has_withdrawal_right, text(answer)
    assert form_on(client, page)["has_withdrawal_right"] == "on"
