"""The room of orders, through the screens."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collectifs.jobs.services import tick
from commons.core.models import OutboxMail
from commons.core.outbox import deliver_due
from distributions.models import Distribution
from farms.models import Farm
from home.backoffice.rooms.orders import Orders
from shop.catalogue.models import Container
from shop.order.models import Order
from shop.order.services import amend_order
from shop.reporting import pages
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
from tests.managing import form_on, manager_of, office, send
from tests.ordering import buy, held, user_of, want
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


def make_order(name: str = "Noémie Bréchard") -> Order:
    distribution = make_distribution()
    carrots = make_listing(make_product("Carottes"), distribution, quota=10)
    leeks = make_listing(make_product("Poireaux"), distribution, quota=10)
    return buy({carrots: 2, leeks: 1}, name=name)


def test_heads_of_columns_begin_with_a_capital_each_time() -> None:
    order = make_order()
    client = manager_of(order.collective)
    path = f"{office(order.collective)}/commandes/{order.distribution.uid}/"

    shown = [client.get(path).content.decode() for _time in range(2)]

    assert all("Montant" in page for page in shown)


def test_the_room_opens_on_the_next_distribution() -> None:
    order = make_order()

    page = manager_of(order.collective).get(f"{office(order.collective)}/commandes/", follow=True)

    assert "Noémie Bréchard" in page.content.decode()


def test_the_list_for_the_door_tells_deposits_and_what_the_scales_decide() -> None:
    bottle = Container.objects.create(network=make_network(), name="bouteille", deposit_cents=20)
    milk = make_listing(make_product("Lait", container=bottle))
    chicken = make_listing(make_weighed_product(), milk.distribution)
    order = buy({milk: 3, chicken: 1})

    page = manager_of(order.collective).get(
        f"{office(order.collective)}/commandes/{order.distribution.uid}/liste/"
    )

    assert "≈ 33,12\xa0€ <span" in read(page)
    assert "+ 0,60\xa0€ de consignes" in page.content.decode()


def test_a_list_that_was_shown_costs_no_more_the_next_time() -> None:
    order = make_order()
    client, before = manager_of(order.collective), [each.label for each in Orders.columns]

    for _ in range(2):
        client.get(f"{office(order.collective)}/commandes/{order.distribution.uid}/")

    assert all(now.label is then for now, then in zip(Orders.columns, before, strict=True))


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("brech", True),
        ("BRÉCHARD", True),
        ("mie br", True),
        ("bra", False),
        ("1", True),
        ("2", False),
        ("Bréchard Noémie", True),
        ("Bréchard Ida", False),
        ("noemie " * 2000, True),
    ],
)
def test_an_order_is_found_by_name_with_or_without_accents_or_by_number(
    asked: str, is_found: bool
) -> None:
    order = make_order()

    page = manager_of(order.collective).get(
        f"{office(order.collective)}/commandes/{order.distribution.uid}/resultats/?q={asked}"
    )

    assert ("Noémie" in page.content.decode()) is is_found


def test_a_longer_name_than_a_name_may_be_is_searched_by_its_beginning() -> None:
    """ "Œ" is searched as two letters: 120 of them are 240."""
    order = make_order(name="Œ" * 120)

    page = manager_of(order.collective).get(
        f"{office(order.collective)}/commandes/{order.distribution.uid}/resultats/?q=oeoe"
    )

    assert order.name in page.content.decode()


def test_a_line_is_cancelled_with_a_reason_that_is_sent() -> None:
    order = make_order()
    line = order.lines.get(title="Poireaux")
    client = manager_of(order.collective)
    url = f"{office(order.collective)}/commandes/commande/{order.uid}/lignes/{line.uid}/annuler/"

    refused = send(client, url, reason="")
    send(client, url, reason="Gelée cette nuit")

    line.refresh_from_db()
    assert "reason" in refused.context["form"].errors
    assert (line.quantity, line.due_quantity, line.listing.ordered) == (1, 0, 0)
    deliver_due(now=MONDAY)
    assert "Gelée cette nuit" in mail.outbox[-1].body


def test_an_order_is_cancelled_after_the_closing_too() -> None:
    order = make_order()

    with time_machine.travel(AT_CLOSING, tick=False):
        send(
            manager_of(order.collective),
            f"{office(order.collective)}/commandes/commande/{order.uid}/annuler/",
            reason="Salle inondée",
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
        send(
            client,
            f"{office(order.collective)}/commandes/commande/{order.uid}/lignes/{line.uid}/annuler/",
            reason="Gelée cette nuit",
        )
        tick(now=AT_CLOSING + timedelta(hours=2))

    kinds = OutboxMail.objects.filter(to="poireaux@fermes.example").order_by("pk")
    assert [each.kind for each in kinds] == ["closing_list", "list_changes"]
    assert re.search(r"Poireaux.*1\sbotte → 0\sbotte", kinds[1].text)
    assert OutboxMail.objects.filter(to=order.user.email, kind="line_cancelled").count() == 1


def test_what_is_cancelled_in_one_tab_is_not_cancelled_again_in_another() -> None:
    order = make_order()
    client = manager_of(order.collective)
    page = f"{office(order.collective)}/commandes/commande/{order.uid}/"
    send(client, f"{page}annuler/", reason="Salle inondée")

    again = client.post(f"{page}annuler/", {"reason": "Autre raison"}, follow=True)
    line = client.get(f"{page}lignes/{order.lines.first().uid}/annuler/", follow=True)

    order.refresh_from_db()
    assert order.cancel_reason == "Salle inondée"
    assert "déjà annulé" in again.content.decode()
    assert "déjà annulé" in line.content.decode()


def test_the_page_tells_what_happened() -> None:
    order = make_order()

    page = manager_of(order.collective).get(
        f"{office(order.collective)}/commandes/commande/{order.uid}/"
    )

    assert "Poireaux" in page.content.decode()
    assert "commandée" in page.content.decode() or "commandé" in page.content.decode()


def test_sheets_and_list_are_printed() -> None:
    order = make_order()
    client = manager_of(order.collective)
    base = f"{office(order.collective)}/commandes/{order.distribution.uid}"

    sheets = client.get(f"{base}/fiches/").content.decode()
    listed = client.get(f"{base}/liste/").content.decode()

    assert "Poireaux" in sheets
    assert "Noémie B." in sheets
    assert 'id="par-client2"' in sheets
    assert "Noémie Bréchard" in listed


@pytest.fixture
def two_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ORDERS_OF_A_PAGE", 2)


def three_orders() -> Distribution:
    carrots = make_listing(make_product("Carottes"), quota=10)
    for name in ("Ada Un", "Bea Deux", "Cid Trois"):
        buy({carrots: 1}, name=name)
    return carrots.distribution


@pytest.mark.usefixtures("two_on_a_page")
@pytest.mark.parametrize(
    ("what", "names"), [("liste", ("Ada Un", "Cid Trois")), ("fiches", ("Ada U.", "Cid T."))]
)
def test_a_long_list_is_read_a_page_at_a_time_and_printed_whole(
    what: str, names: tuple[str, str]
) -> None:
    distribution = three_orders()
    client = manager_of(distribution.collective)
    path = f"{office(distribution.collective)}/commandes/{distribution.uid}/{what}/"

    first, second = read(client.get(path)), read(client.get(f"{path}?page=2"))
    printed = client.get(f"{path}impression/")
    whole = unescape(printed.getvalue().decode())

    assert [[name in page for name in names] for page in (first, second, whole)] == [
        [True, False],
        [False, True],
        [True, True],
    ]
    assert printed.streaming
    assert whole.rstrip().endswith("</html>")
    assert all("8,10\xa0€" in page for page in (first, second, whole))
    assert f'href="{path}impression/"' in first
    assert "Du nº\xa01 au nº\xa02, sur 3 commandes." in first
    assert ("?page=" in whole, "data-co-print" in whole) == (False, True)


def test_an_order_that_was_cancelled_is_not_waited_for_at_the_door() -> None:
    order = make_order()
    client = manager_of(order.collective)
    send(
        client,
        f"{office(order.collective)}/commandes/commande/{order.uid}/annuler/",
        reason="Salle inondée",
    )

    page = read(client.get(f"{office(order.collective)}/commandes/{order.distribution.uid}/liste/"))

    assert "Noémie" not in page
    assert "Personne n’a commandé." in page


@pytest.mark.usefixtures("two_on_a_page")
@pytest.mark.parametrize("what", ["liste/", "liste/impression/", "fiches/", "fiches/impression/"])
def test_a_list_costs_the_same_however_many_orders_there_are(what: str) -> None:
    distribution = three_orders()
    client = manager_of(distribution.collective)
    path = f"{office(distribution.collective)}/commandes/{distribution.uid}/{what}"
    client.get(path)

    before = cost(client, path)
    bread = make_listing(make_product("Pain"), distribution)
    for _ in range(5):
        buy({bread: 1})

    assert cost(client, path) == before <= 15


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path).getvalue()
    return len(asked)


def test_the_orders_of_another_collective_do_not_exist() -> None:
    order = make_order()
    collective = make_collective()
    client = manager_of(collective)
    line = order.lines.first()
    base, one = f"{order.distribution.uid}/", f"commande/{order.uid}/"

    for path in (base, f"{base}resultats/", f"{base}liste/", f"{base}fiches/",
                 f"{base}liste/impression/", f"{base}fiches/impression/", one,
                 f"{one}annuler/", f"{one}lignes/{line.uid}/annuler/"):  # fmt: skip
        assert client.get(f"{office(collective)}/commandes/{path}").status_code == 404


def changing(order: Order) -> str:
    return f"{office(order.collective)}/commandes/commande/{order.uid}/modifier/"


def field(order: Order, name: str) -> str:
    return f"q-{order.lines.get(title=name).listing.uid}"


def raises_leeks(order: Order, quantity: int = 3) -> None:
    """The customer orders more leeks meanwhile."""
    want(order, {order.lines.get(title="Poireaux").listing: quantity})
    amend_order(order=order, actor=user_of(order.household), now=MONDAY)


def inputs(page: Any) -> Any:
    return BeautifulSoup(page.content, "html.parser").select("form[method=post] input[name]")


def names(order: Order) -> dict[str, int]:
    return {line.title: line.due_quantity for line in order.lines.all()}


def test_a_form_that_changes_nothing_needs_no_reason_and_says_so() -> None:
    order = make_order()

    page = send(manager_of(order.collective), changing(order))

    assert "Rien n’a été changé" in page.content.decode()
    assert not order.events.filter(kind="changed").exists()


def test_what_is_short_is_told_beside_its_field_with_a_missing_reason() -> None:
    order = make_order()
    client, leeks = manager_of(order.collective), field(order, "Poireaux")

    unreasoned = send(client, changing(order), **{leeks: "9999"})
    refused = send(client, changing(order), **{leeks: "11", "reason": "Pour voir"})

    assert "reason" in unreasoned.context["form"].errors
    assert "il ne restait que" in refused.context["form"].errors[leeks][0]


def test_a_manager_lowers_adds_and_takes_out_with_one_reason() -> None:
    order = make_order()
    honey = make_listing(make_product("Miel"), order.distribution)
    typed = {field(order, "Carottes"): "1", field(order, "Poireaux"): "0"}

    page = send(
        manager_of(order.collective),
        changing(order),
        reason="Récolte courte",
        product=str(honey.uid),
        quantity="2",
        **typed,
    )

    assert "C’est modifié. Le client est prévenu par courriel." in page.content.decode()
    assert names(order) == {"Carottes": 1, "Poireaux": 0, "Miel": 2}


def test_what_the_customer_changed_meanwhile_is_told_and_stays() -> None:
    order = make_order()
    client, url = manager_of(order.collective), changing(order)
    form = form_on(client, url)
    raises_leeks(order)

    sent = form | {"reason": "Lot abîmé", field(order, "Carottes"): "1"}
    refused = client.post(url, sent)
    told = read(refused)

    assert "Poireaux\xa0: 1 botte devient 3 bottes." in told
    assert "Rien n’est enregistré" in told
    assert names(order) == {"Carottes": 2, "Poireaux": 3}
    shown = {str(each["name"]): str(each.get("value", "")) for each in inputs(refused)}
    assert (shown[field(order, "Carottes")], shown[field(order, "Poireaux")]) == ("1", "3")
    assert shown["reason"] == "Lot abîmé"

    client.post(url, sent | {name: shown[name] for name in (*shown,) if name in sent})

    assert names(order) == {"Carottes": 1, "Poireaux": 3}


@pytest.mark.parametrize("seen", ["", "x"])
def test_a_form_that_says_nothing_of_what_it_showed_changes_nothing(seen: str) -> None:
    order = make_order()

    send(
        manager_of(order.collective),
        changing(order),
        reason="Lot abîmé",
        seen=seen,
        **{field(order, "Carottes"): "1"},
    )

    assert names(order) == {"Carottes": 2, "Poireaux": 1}


@pytest.mark.parametrize("what", ["annuler/", "lignes/{line}/annuler/"])
def test_more_than_the_form_showed_is_not_cancelled(what: str) -> None:
    order = make_order()
    client = manager_of(order.collective)
    line = order.lines.get(title="Poireaux")
    url = f"{office(order.collective)}/commandes/commande/{order.uid}/{what.format(line=line.uid)}"
    form = form_on(client, url)
    raises_leeks(order)

    told = read(client.post(url, form | {"reason": "Gel"}))

    assert "Poireaux\xa0: 1 botte devient 3 bottes." in told
    assert names(order) == {"Carottes": 2, "Poireaux": 3}


def test_everything_taken_out_is_called_cancelled() -> None:
    order = make_order()
    form = form_on(manager := manager_of(order.collective), changing(order))
    del form["tells_customer"]
    nothing = {name: "0" for name in form if name.startswith("q-")}

    page = manager.post(changing(order), form | nothing | {"reason": "Gel"}, follow=True)

    assert "La commande est annulée. Le client n’est pas prévenu." in page.content.decode()
    assert set(held(order).values()) == {0}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"quantity": "2"}, "De quel produit"), ({"product": "{honey}"}, "Combien")],
)
def test_half_of_what_is_to_be_added_is_asked_at_its_field(
    typed: dict[str, str], sentence: str
) -> None:
    order = make_order()
    honey = make_listing(make_product("Miel"), order.distribution)
    typed = {name: text.format(honey=honey.uid) for name, text in typed.items()}

    page = send(manager_of(order.collective), changing(order), reason="Don", **typed)

    assert sentence in read(page)
    assert names(order) == {"Carottes": 2, "Poireaux": 1}
