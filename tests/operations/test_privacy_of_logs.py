"""People sign in, order, and mails fail: no line of the log says who, or how to reach them."""

import logging
import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commons.accounts.services import sign_up
from commons.collectives.services import join_collective
from commons.core.models import OutboxMail
from commons.core.outbox import deliver_due
from shop.basket.models import Basket
from shop.checkout import views
from shop.order.models import Order
from tests.commons.accounts.mails import last_code
from tests.factories import MONDAY, make_listing
from tests.log_lines import LogLines, log_lines
from tests.ordering import fill, seen_on

pytestmark = pytest.mark.django_db
__all__ = ["log_lines"]

ADDRESS = "camille.arnoux@sillon.example"
CARD = "4242 4242 4242 4242"
PERSONAL = re.compile(r"@sillon|%40|639981234|39[ .]98[ .]12[ .]34|4242|Camille|Arnoux", re.I)


@pytest.fixture(autouse=True)
def _everything_is_logged(time_machine: TimeMachineFixture, log_lines: LogLines) -> None:
    """As an operator who looks for a fault sets it."""
    time_machine.move_to(MONDAY)
    logging.getLogger().setLevel(logging.DEBUG)


@pytest.fixture
def basket() -> Basket:
    """Camille's, who has a password and a phone."""
    user = sign_up(
        email=ADDRESS,
        first_name="Camille",
        last_name="Arnoux",
        phone="06 39 98 12 34",
        password="brouette bleue",
        email_verified=True,
        now=MONDAY,
    )
    listing, household = make_listing(), user.person.household
    collective = listing.distribution.collective
    join_collective(household=household, collective=collective, accepts_terms=True, now=MONDAY)
    return fill({listing: 2}, household)


def order(client: Client, basket: Basket) -> int:
    distribution = basket.distribution
    address = reverse("checkout:basket", args=[distribution.collective.slug, distribution.slug])
    data = {"name": "Camille Arnoux", "phone": "06 39 98 12 34"}
    data |= {"commander": "1", "seen": seen_on(client.get(address))}
    return int(client.post(f"{address}?carte={CARD}", data).status_code)


def sign_in(client: Client) -> None:
    client.post("/compte/login/", {"login": ADDRESS, "password": "brouette bleue"})


def test_signing_in_and_up_leaves_no_trace_of_the_person(
    client: Client, basket: Basket, log_lines: LogLines
) -> None:
    client.post(f"/compte/login/?de={ADDRESS}", {"login": ADDRESS, "password": "faux"})
    client.post("/compte/login/", {"login": ADDRESS, "send_code": "1"})
    client.post("/compte/login/code/confirm/", {"code": last_code(ADDRESS)})

    assert "_auth_user_id" in client.session
    assert len(log_lines.of("collectifs.requests")) == 3
    assert not PERSONAL.findall(log_lines.text)


def test_ordering_leaves_no_trace_of_the_person(
    client: Client, basket: Basket, log_lines: LogLines
) -> None:
    sign_in(client)
    order(client, basket)

    assert Order.objects.exists()
    assert not PERSONAL.findall(log_lines.text)


def test_an_error_page_is_logged_whole_but_for_the_person(
    basket: Basket, log_lines: LogLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IntegrityError(f"Key (to)=({ADDRESS}) exists; tel 06 39 98 12 34, card {CARD}")

    client = Client(raise_request_exception=False)
    sign_in(client)
    monkeypatch.setattr(views, "order_now", broken)

    assert order(client, basket) == 500
    (line,) = log_lines.of("django.request")
    assert "Key (to)=([e-mail]) exists; tel [phone], card [card]" in line["exception"]
    assert "in broken" in line["exception"]
    assert not PERSONAL.findall(log_lines.text)


def test_an_address_that_does_not_exist_is_logged_without_what_was_in_it(
    client: Client, log_lines: LogLines
) -> None:
    client.get(f"/inconnu/{ADDRESS}/06-39-98-12-34/")
    client.get("/inconnu/", headers={"Host": ADDRESS})

    assert log_lines.of("django.request")
    assert not PERSONAL.findall(log_lines.text)


def test_a_mail_that_fails_is_named_by_its_uid(
    client: Client, basket: Basket, log_lines: LogLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: EmailMessage, **_: object) -> int:
        raise SMTPRecipientsRefused({ADDRESS: (550, f"no {ADDRESS} here".encode())})

    sign_in(client)
    order(client, basket)
    monkeypatch.setattr(EmailMessage, "send", refuse)
    mail = OutboxMail.objects.get(to=ADDRESS, state=OutboxMail.State.WAITING)
    deliver_due(now=MONDAY + timedelta(minutes=1))

    (line,) = log_lines.of("commons.core.delivery")
    assert str(mail.uid) in line["event"]
    assert "550" in line["event"]
    assert not PERSONAL.findall(log_lines.text)
