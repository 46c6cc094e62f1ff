"""The history of orders, one of them, and what its buttons do."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commons.collectives.models import Role
from commons.core.outbox import deliver_due
from distributions.models import Distribution
from shop.listings.models import Listing
from shop.order.models import Order
from shop.order.services import amend_order
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_household,
    make_listing,
    make_member,
    make_product,
    make_role,
    make_weighed_product,
)
from tests.mail_server import MailServer, Mood
from tests.ordering import buy, drafted, fill, held, price, quota, seen_on, user_of, want

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def text(response: Any) -> str:
    return unescape(response.content.decode())


def mine(client: Client, quantities: dict[Listing, int]) -> Order:
    """An order of whoever is signed in."""
    order = buy(quantities)
    client.force_login(user_of(order.household))
    return order


def page(client: Client, order: Order) -> str:
    return text(client.get(order.get_absolute_url()))


def apply_notice(client: Client, order: Order) -> Any:
    """Press the button of the notice that every page shows."""
    seen = seen_on(client.get(reverse("orders:list")))
    return client.post(reverse("orders:apply", args=[order.uid]), {"seen": seen}, follow=True)


def test_history_shows_each_order_with_its_state(client: Client) -> None:
    collective = make_collective()
    household = make_member(collective)
    client.force_login(user_of(household))
    for week, state in ((0, "modifiable"), (1, "passée"), (2, "close, à retirer")):
        distribution = make_distribution(collective, FRIDAY + timedelta(days=7 * week))
        Distribution.objects.filter(pk=distribution.pk).update(opens_at=MONDAY - timedelta(days=9))
        distribution.refresh_from_db()
        buy({make_listing(make_product(), distribution): 1}, household)
        rows = Distribution.objects.filter(pk=distribution.pk)
        if state == "passée":
            past = MONDAY - timedelta(days=3)
            rows.update(starts_at=past - timedelta(hours=2), ends_at=past)
        elif state == "close, à retirer":
            rows.update(closes_at=MONDAY - timedelta(hours=1))

    shown = text(client.get(reverse("orders:list")))

    for state in ("modifiable", "passée", "close, à retirer"):
        assert state in shown


def test_without_orders_history_says_where_to_begin(client: Client) -> None:
    client.force_login(user_of(make_household()))

    assert "Vous n’avez encore rien commandé." in text(client.get(reverse("orders:list")))


def test_history_takes_few_queries_however_long(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    collective = make_collective()
    household = make_member(collective)
    for week in range(25):
        distribution = make_distribution(collective, FRIDAY + timedelta(days=7 * week))
        Distribution.objects.filter(pk=distribution.pk).update(opens_at=MONDAY - timedelta(days=9))
        distribution.refresh_from_db()
        buy({make_listing(make_product(), distribution): 1}, household)
    client.force_login(user_of(household))

    with django_assert_max_num_queries(15):
        shown = text(client.get(reverse("orders:list")))
    assert 'rel="next"' in shown


def test_one_order_says_what_it_holds_and_until_when_it_changes(client: Client) -> None:
    distribution = make_distribution()
    order = mine(
        client,
        {
            make_listing(make_product("Carottes"), distribution): 2,
            make_listing(make_weighed_product("Poulet"), distribution): 1,
        },
    )

    shown = page(client, order)

    assert f"Commande n°\xa0{order.short_number}" in shown
    assert "2 bottes · la botte, 2,70\xa0€" in shown
    assert "≈\xa025,02\xa0€" in shown
    assert "jusqu’au jeudi 26 novembre, 12\xa0h" in shown
    assert "Annuler ma commande" in shown


def test_one_order_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    distribution = make_distribution()
    order = mine(client, {make_listing(make_product(), distribution): 1 for _ in range(12)})

    with django_assert_max_num_queries(15):
        client.get(order.get_absolute_url())


def test_somebody_elses_order_does_not_exist(client: Client) -> None:
    order = buy({make_listing(): 1})
    client.force_login(user_of(make_household()))

    for name in ("orders:detail", "orders:calendar", "checkout:confirmation"):
        assert client.get(reverse(name, args=[order.uid])).status_code == 404
    for name in ("orders:apply", "orders:drop", "orders:cancel", "orders:again"):
        assert client.post(reverse(name, args=[order.uid])).status_code == 404
    assert not Order.objects.filter(cancelled_at__isnull=False).exists()


def test_a_manager_sees_an_order_and_cancels_a_line_with_a_reason(client: Client) -> None:
    distribution = make_distribution()
    order = buy({make_listing(make_product(), distribution): 1 for _ in range(2)})
    client.force_login(make_role(order.collective, Role.MANAGER))
    line = order.lines.first()
    assert line
    address = reverse("orders:cancel_line", args=[order.uid, line.uid])

    without: Any = client.post(address, follow=True)
    given: Any = client.post(address, {"reason": "Gelé"}, follow=True)

    assert "Indiquez pourquoi" in text(without)
    assert "Gelé" in text(given)
    assert sorted(held(order).values()) == [0, 1]
    assert client.post(reverse("orders:cancel", args=[order.uid])).status_code == 404


def test_the_calendar_file_is_a_download(client: Client) -> None:
    order = mine(client, {make_listing(): 1})

    response = client.get(reverse("orders:calendar", args=[order.uid]))

    assert response["Content-Type"] == "text/calendar"
    assert "retrait-2026-11-27.ics" in response["Content-Disposition"]
    assert b"DTSTART" in response.content


def test_a_past_order_is_neither_to_pay_nor_to_put_in_a_calendar(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    order = mine(client, {make_listing(): 1})
    words = ("Vous payez en retirant", "Ajouter à mon agenda")
    ahead = page(client, order)
    time_machine.move_to(FRIDAY + timedelta(days=2))
    client.force_login(user_of(order.household))

    past = page(client, order)

    assert [each in ahead for each in words] == [True, True]
    assert [each in past for each in words] == [False, False]


def test_cancelling_names_its_consequence_and_is_at_once(client: Client) -> None:
    listing = make_listing(quota=3)
    order = mine(client, {listing: 3})
    assert "ses produits sont remis en vente" in page(client, order)

    told: Any = client.post(reverse("orders:cancel", args=[order.uid]), follow=True)

    listing.refresh_from_db()
    assert "Votre commande est annulée." in text(told)
    assert listing.ordered == 0


def test_after_the_closing_cancelling_is_refused_with_a_sentence(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    order = mine(client, {make_listing(): 1})
    time_machine.move_to(MONDAY + timedelta(days=3, hours=3))

    told: Any = client.post(reverse("orders:cancel", args=[order.uid]), follow=True)

    assert "Les commandes sont closes" in text(told)
    order.refresh_from_db()
    assert order.cancelled_at is None


def test_the_button_of_the_notice_orders_the_changes(client: Client) -> None:
    listing = make_listing()
    order = mine(client, {listing: 1})
    fill({listing: 3}, order.household)

    apply_notice(client, order)

    assert held(order) == {listing.pk: 3}


def test_a_draft_that_no_longer_passes_is_shown_before_it_is_ordered(client: Client) -> None:
    listing = make_listing(make_product("Carottes"), quota=5)
    order = mine(client, {listing: 1})
    fill({listing: 5}, order.household)
    quota(listing, 4)

    told = apply_notice(client, order)

    assert "Carottes\xa0: il ne restait que 4 bottes." in text(told)
    assert held(order) == {listing.pk: 1}


def test_changes_can_be_dropped(client: Client) -> None:
    listing = make_listing()
    order = mine(client, {listing: 1})
    basket = fill({listing: 3}, order.household)

    client.post(reverse("orders:drop", args=[order.uid]))

    assert drafted(basket) == held(order) == {listing.pk: 1}


def test_the_same_again_fills_the_basket_of_the_next_distribution(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    first = make_distribution()
    second = make_distribution(first.collective, FRIDAY + timedelta(days=7))
    carrots, leeks = make_product("Carottes"), make_product("Poireaux")
    order = mine(client, {make_listing(carrots, first): 2, make_listing(leeks, first): 1})
    there = make_listing(carrots, second)
    time_machine.move_to(MONDAY + timedelta(days=7))

    told: Any = client.post(reverse("orders:again", args=[order.uid]), follow=True)

    assert told.redirect_chain[0][0] == reverse(
        "checkout:basket", args=[second.collective.slug, second.slug]
    )
    assert "Non proposés cette fois\xa0: Poireaux." in text(told)
    assert drafted(order.household.baskets.get(distribution=second)) == {there.pk: 2}


def test_history_of_an_order_tells_its_changes(client: Client) -> None:
    listing = make_listing(make_product("Carottes"))
    order = mine(client, {listing: 1})
    want(order, {listing: 2})
    apply_notice(client, order)

    assert "Carottes\xa0: 1 botte → 2 bottes" in page(client, order)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    found = MailServer()
    found.start()
    settings.MAILERS = found.mailers()
    yield found
    found.stop()


def test_a_mail_server_that_refuses_delays_the_mail_and_nothing_else(
    client: Client, server: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    server.mood = Mood.DOWN
    with django_capture_on_commit_callbacks(execute=True):
        order = mine(client, {make_listing(): 1})

    thanks = text(client.get(reverse("checkout:confirmation", args=[order.uid])))
    assert "a du retard" in thanks
    assert "Votre commande est bien enregistrée" in thanks

    server.mood = Mood.ACCEPTS
    deliver_due(now=MONDAY + timedelta(hours=2))
    later = text(client.get(reverse("checkout:confirmation", args=[order.uid])))
    assert len(server.received) == 1
    assert "vous a été envoyé" in later
    assert not mail.outbox


def test_after_the_closing_a_manager_of_the_household_cancels_with_a_reason(
    client: Client, time_machine: TimeMachineFixture
) -> None:
    order = mine(client, {make_listing(make_product("Chapon")): 1})
    manager = make_role(order.collective, Role.MANAGER, user_of(order.household))
    time_machine.move_to(order.distribution.closes_at + timedelta(minutes=5))
    client.force_login(manager)

    assert 'name="reason"' in page(client, order)
    line = order.lines.get()
    address = reverse("orders:cancel_line", args=[order.uid, line.uid])
    done: Any = client.post(address, {"reason": "Malade"}, follow=True)

    assert "Malade" in text(done)
    assert held(order) == {line.listing_id: 0}


def test_a_product_at_two_prices_has_one_button_that_cancels_all_of_it(client: Client) -> None:
    carrots = make_listing(make_product("Carottes", price="2.00"))
    leeks = make_listing(make_product("Poireaux"), carrots.distribution)
    order = mine(client, {carrots: 1, leeks: 1})
    price(carrots, "3.00")
    want(order, {carrots: 2})
    amend_order(order=order, actor=order.user, now=MONDAY)

    shown = page(client, order)
    line = order.lines.filter(listing=carrots).earliest("pk")
    client.post(reverse("orders:cancel_line", args=[order.uid, line.uid]))

    assert shown.count("Annuler Carottes") == 1
    assert [line.due_quantity for line in order.lines.filter(listing=carrots)] == [0, 0]
