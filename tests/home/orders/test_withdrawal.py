"""The pages of the function of withdrawal: order page, account, link of the mail."""

from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commons.collectives.models import Role
from commons.core.models import OutboxMail
from shop.order.models import Order, Withdrawal
from shop.order.withdrawal import link_of
from tests.factories import (
    MONDAY,
    PARIS,
    make_distribution,
    make_listing,
    make_member,
    make_product,
    make_role,
)
from tests.ordering import buy, user_of

pytestmark = pytest.mark.django_db
HERE = "Renoncer au contrat ici"
CONFIRM = "Confirmer la rétractation"
LAST = datetime(2026, 12, 11, 23, 59, 59, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def text(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def order() -> Order:
    """Honey, which keeps, and carrots, which do not."""
    distribution = make_distribution()
    honey = make_product("Miel de tilleul", has_withdrawal_right=True)
    carrots = make_product("Carottes")
    return buy({make_listing(honey, distribution): 1, make_listing(carrots, distribution): 1})


def page_of(order: Order) -> str:
    return reverse("orders:withdraw", args=[order.uid])


def honey(order: Order) -> str:
    return str(order.lines.get(title="Miel de tilleul").uid)


@pytest.mark.parametrize(("now", "is_shown"), [(LAST, True), (LAST + timedelta(seconds=1), False)])
def test_order_page_and_account_lead_there_as_long_as_it_lasts(
    order: Order, client: Client, time_machine: TimeMachineFixture, now: datetime, is_shown: bool
) -> None:
    time_machine.move_to(now, tick=False)
    client.force_login(user_of(order.household))

    for address in (order.get_absolute_url(), reverse("home:account")):
        shown = text(client.get(address))
        assert (HERE in shown, page_of(order) in shown) == (is_shown, is_shown)


def test_it_is_never_shown_for_what_perishes(client: Client) -> None:
    order = buy({make_listing(): 1})
    client.force_login(user_of(order.household))

    assert HERE not in text(client.get(order.get_absolute_url()))
    assert HERE not in text(client.get(reverse("home:account")))
    assert client.get(page_of(order)).status_code == 404
    assert client.get(link_of(order)).status_code == 404


def test_only_goods_that_keep_are_offered(order: Order, client: Client) -> None:
    client.force_login(user_of(order.household))

    shown = text(client.get(page_of(order)))

    assert CONFIRM in shown
    assert f'value="{honey(order)}"' in shown
    assert str(order.lines.get(title="Carottes").uid) not in shown


def test_looking_records_nothing(order: Order, client: Client) -> None:
    client.get(link_of(order))
    client.head(link_of(order))

    assert not Withdrawal.objects.exists()


def test_by_the_link_of_the_mail_without_signing_in(order: Order, client: Client) -> None:
    answer = client.post(link_of(order), {"lines": [honey(order)]}, follow=True)

    shown = text(answer)
    assert "Miel de tilleul" in shown
    assert "Enregistrée le lundi 23 novembre" in shown
    assert Withdrawal.objects.get().made_by is None
    assert OutboxMail.objects.filter(kind="withdrawal_acknowledged").count() == 1


def test_sent_twice_it_counts_once(order: Order, client: Client) -> None:
    client.force_login(user_of(order.household))
    for _again in range(2):
        answer = client.post(page_of(order), {"lines": [honey(order)]}, follow=True)

    assert "elle compte une fois" in text(answer)
    assert Withdrawal.objects.get().made_by == user_of(order.household)


def test_nothing_chosen_is_said_beside_the_field(order: Order, client: Client) -> None:
    answer = client.post(link_of(order))

    assert answer.status_code == 422
    assert "Choisissez au moins un produit" in text(answer)


def test_day_15_is_told_and_nothing_is_recorded(
    order: Order, client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(LAST + timedelta(seconds=1), tick=False)

    shown = text(client.post(link_of(order), {"lines": [honey(order)]}))

    assert "vendredi 11 décembre" in shown
    assert CONFIRM not in shown
    assert not Withdrawal.objects.exists()


def test_anothers_order_does_not_exist_and_a_manager_does_not_withdraw_for_somebody(
    order: Order, client: Client
) -> None:
    strangers = [
        user_of(make_member(order.collective)),
        make_role(order.collective, Role.MANAGER),
    ]
    for stranger in strangers:
        client.force_login(stranger)
        assert client.post(page_of(order), {"lines": [honey(order)]}).status_code == 404

    assert not Withdrawal.objects.exists()


def test_a_link_that_was_changed_leads_nowhere(order: Order, client: Client) -> None:
    assert client.get(link_of(order)[:-3] + "xx/").status_code == 404


def test_its_rate_is_limited(order: Order, client: Client) -> None:
    answers = [client.post(link_of(order)).status_code for _each in range(21)]

    assert (answers[0], answers[-1]) == (422, 429)
