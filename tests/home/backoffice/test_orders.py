"""The room of orders, through the screens."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from collectifs.jobs.services import tick
from commons.core.models import OutboxMail
from commons.core.outbox import deliver_due
from farms.models import Farm
from home.backoffice.rooms.orders import Orders
from shop.catalogue.models import Container
from shop.order.models import Order
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_listing,
    make_network,
    make_product,
    make_weighed_product,
)
from tests.listed import AT_CLOSING
from tests.managing import manager_of
from tests.ordering import buy
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


def make_order() -> Order:
    distribution = make_distribution()
    carrots = make_listing(distribution=distribution, quota=10)
    leeks = make_listing(make_product("Poireaux"), distribution, quota=10)
    order = buy({carrots: 2, leeks: 1})
    Order.objects.filter(pk=order.pk).update(name="Noémie Bréchard")
    order.refresh_from_db()
    return order


def test_heads_of_columns_begin_with_a_capital_each_time() -> None:
    order = make_order()
    client = manager_of(order.collective)
    path = f"/gestion/commandes/{order.distribution.uid}/"

    shown = [client.get(path).content.decode() for _time in range(2)]

    assert all("Montant" in page for page in shown)


def test_the_room_opens_on_the_next_distribution() -> None:
    order = make_order()

    page = manager_of(order.collective).get("/gestion/commandes/", follow=True)

    assert "Noémie Bréchard" in page.content.decode()


def test_the_list_for_the_door_tells_deposits_and_what_the_scales_decide() -> None:
    bottle = Container.objects.create(network=make_network(), name="bouteille", deposit_cents=20)
    milk = make_listing(make_product("Lait", container=bottle))
    chicken = make_listing(make_weighed_product(), milk.distribution)
    order = buy({milk: 3, chicken: 1})

    page = manager_of(order.collective).get(f"/gestion/commandes/{order.distribution.uid}/liste/")

    assert "≈ 33,12\xa0€ <span" in read(page)
    assert "+ 0,60\xa0€ de consignes" in page.content.decode()


def test_a_list_that_was_shown_costs_no_more_the_next_time() -> None:
    order = make_order()
    client, before = manager_of(order.collective), [each.label for each in Orders.columns]

    for _ in range(2):
        client.get(f"/gestion/commandes/{order.distribution.uid}/")

    assert all(now.label is then for now, then in zip(Orders.columns, before, strict=True))


@pytest.mark.parametrize(("asked", "is_found"), [("brech", True), ("1", True), ("2", False)])
def test_an_order_is_found_by_name_without_accents_or_by_number(asked: str, is_found: bool) -> None:
    order = make_order()

    page = manager_of(order.collective).get(
        f"/gestion/commandes/{order.distribution.uid}/resultats/?q={asked}"
    )

    assert ("Noémie" in page.content.decode()) is is_found


def test_a_line_is_cancelled_with_a_reason_that_is_sent() -> None:
    order = make_order()
    line = order.lines.get(title="Poireaux")
    client = manager_of(order.collective)
    url = f"/gestion/commandes/commande/{order.uid}/lignes/{line.uid}/annuler/"

    refused = client.post(url, {"reason": ""})
    client.post(url, {"reason": "Gelée cette nuit"})

    line.refresh_from_db()
    assert "reason" in refused.context["form"].errors
    assert (line.quantity, line.due_quantity, line.listing.ordered) == (1, 0, 0)
    deliver_due(now=MONDAY)
    assert "Gelée cette nuit" in mail.outbox[-1].body


def test_an_order_is_cancelled_after_the_closing_too() -> None:
    order = make_order()

    with time_machine.travel(AT_CLOSING, tick=False):
        manager_of(order.collective).post(
            f"/gestion/commandes/commande/{order.uid}/annuler/", {"reason": "Salle inondée"}
        )

    order.refresh_from_db()
    assert order.cancelled_at is not None
    assert {line.listing.ordered for line in order.lines.all()} == {0}
    deliver_due(now=AT_CLOSING)
    assert "Salle inondée" in mail.outbox[-1].body


def test_a_farm_whose_list_has_gone_is_told_what_a_manager_cancels() -> None:
    order = make_order()
    line = order.lines.get(title="Poireaux")
    Farm.objects.filter(seller=line.seller).update(email="poireaux@fermes.example")
    client = manager_of(order.collective)

    with time_machine.travel(AT_CLOSING, tick=False):
        tick(now=AT_CLOSING)
        client.post(
            f"/gestion/commandes/commande/{order.uid}/lignes/{line.uid}/annuler/",
            {"reason": "Gelée cette nuit"},
        )
        tick(now=AT_CLOSING + timedelta(hours=2))

    kinds = OutboxMail.objects.filter(to="poireaux@fermes.example").order_by("pk")
    assert [each.kind for each in kinds] == ["closing_list", "list_changes"]
    assert re.search(r"Poireaux.*1\sbotte → 0\sbotte", kinds[1].text)
    assert OutboxMail.objects.filter(to=order.user.email, kind="line_cancelled").count() == 1


def test_what_is_cancelled_in_one_tab_is_not_cancelled_again_in_another() -> None:
    order = make_order()
    client = manager_of(order.collective)
    page = f"/gestion/commandes/commande/{order.uid}/"
    client.post(f"{page}annuler/", {"reason": "Salle inondée"})

    again = client.post(f"{page}annuler/", {"reason": "Autre raison"}, follow=True)
    line = client.get(f"{page}lignes/{order.lines.first().uid}/annuler/", follow=True)

    order.refresh_from_db()
    assert order.cancel_reason == "Salle inondée"
    assert "déjà annulé" in again.content.decode()
    assert "déjà annulé" in line.content.decode()


def test_the_page_tells_what_happened() -> None:
    order = make_order()

    page = manager_of(order.collective).get(f"/gestion/commandes/commande/{order.uid}/")

    assert "Poireaux" in page.content.decode()
    assert "commandée" in page.content.decode() or "commandé" in page.content.decode()


def test_sheets_and_list_are_printed() -> None:
    order = make_order()
    client = manager_of(order.collective)
    base = f"/gestion/commandes/{order.distribution.uid}"

    sheets = client.get(f"{base}/fiches/").content.decode()
    listed = client.get(f"{base}/liste/").content.decode()

    assert "Poireaux" in sheets
    assert "Noémie B." in sheets
    assert 'id="par-client2"' in sheets
    assert "Noémie Bréchard" in listed


def test_the_orders_of_another_collective_do_not_exist() -> None:
    order = make_order()
    client = manager_of(make_collective())
    line = order.lines.first()
    base, one = f"{order.distribution.uid}/", f"commande/{order.uid}/"

    for path in (base, f"{base}resultats/", f"{base}liste/", f"{base}fiches/", one,
                 f"{one}annuler/", f"{one}lignes/{line.uid}/annuler/"):  # fmt: skip
        assert client.get(f"/gestion/commandes/{path}").status_code == 404
