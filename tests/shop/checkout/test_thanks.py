"""The page of thanks tells how far the mail is, and nothing that is not so."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commons.core.models import OutboxMail
from shop.order.models import Order
from shop.order.services import cancel_order
from tests.factories import MONDAY, make_listing, make_weighed_product
from tests.ordering import buy

pytestmark = pytest.mark.django_db

State = OutboxMail.State
SENT = "vous a été envoyé à"
LEAVING = "part dans un instant à"
DELAYED = "a du retard"
FAILED = "Nous n’avons pas pu envoyer de courriel à"


@pytest.fixture
def order(time_machine: TimeMachineFixture) -> Order:
    time_machine.move_to(MONDAY)
    return buy({make_listing(): 1})


def thanks(client: Client, order: Order) -> str:
    assert order.user
    client.force_login(order.user)
    page = client.get(reverse("checkout:confirmation", args=[order.uid]))
    return unescape(page.content.decode())


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"state": State.WAITING}, LEAVING),
        ({"state": State.SENDING, "attempts": 1}, LEAVING),
        ({"state": State.SENT, "sent_at": MONDAY}, SENT),
        ({"state": State.WAITING, "attempts": 1, "error": "TimeoutError"}, DELAYED),
        ({"state": State.FAILED, "attempts": 9, "error": "TimeoutError"}, FAILED),
    ],
    ids=["waiting", "sending", "sent", "delayed", "given up"],
)
def test_it_says_how_far_the_mail_is(
    client: Client, order: Order, state: dict[str, object], sentence: str
) -> None:
    OutboxMail.objects.update(**state)

    page = thanks(client, order)

    assert order.user
    assert f"{sentence} {order.user.email}" in page or sentence == DELAYED
    assert [each for each in (SENT, LEAVING, DELAYED, FAILED) if each in page] == [sentence]


def test_a_total_that_depends_on_the_scales_says_so(client: Client, order: Order) -> None:
    weighed = buy({make_listing(make_weighed_product()): 1})

    assert "pesés devant vous" in thanks(client, weighed)
    assert "pesés devant vous" not in thanks(client, order)


def test_when_the_mail_is_no_longer_kept_nothing_is_said_of_it(
    client: Client, order: Order
) -> None:
    OutboxMail.objects.all().delete()

    page = thanks(client, order)

    assert not [each for each in (SENT, LEAVING, DELAYED, FAILED) if each in page]


def test_an_order_cancelled_since_is_not_to_pay(client: Client, order: Order) -> None:
    cancel_order(order=order, actor=order.user, now=MONDAY)

    page = thanks(client, order)

    assert "annulée" in page
    assert "à payer au retrait" not in page
