"""A mail server that is down, slow or cut delays mail and nothing else; then it goes once."""

import logging
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import getaddresses
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import connections
from pytest_django import Settings

from commons.core import outbox
from commons.core.delivery import BACK_OFF, LEASE, MAX_ATTEMPTS
from commons.core.mail_services import NotFailed, send_again
from commons.core.mail_signatures import Signature
from commons.core.models import OutboxMail
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY
from tests.mail_server import MailServer, Mood, mail_server

LONG_FILE = outbox.Attachment("liste.pdf", "application/pdf", bytes(400_000))


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.MAILERS = running.mailers()
        yield running


class Killed(BaseException):
    """The worker's process ends here."""


class DyingBackend(EmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        super().send_messages(email_messages)
        raise Killed


def fresh(stored: OutboxMail) -> OutboxMail:
    stored.refresh_from_db()
    return stored


@pytest.mark.django_db
def test_a_mail_goes_from_the_platform_under_who_signs_and_answers_go_to_them(
    server: MailServer, settings: Settings
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Sillon commun <courrier@sillon.example>"
    name = 'Panier, d\'Autun : "bio" & co @halle'
    stored = queue(subject="Bœuf & Cie", signature=Signature(name, "bureau@autun.example"))

    assert outbox.deliver(stored.pk, now=MONDAY)

    (arrived,) = server.received
    assert getaddresses([str(arrived["From"])]) == [(name, "courrier@sillon.example")]
    assert str(arrived["Reply-To"]) == "bureau@autun.example"
    assert arrived["Subject"] == "Bœuf & Cie"


@pytest.mark.django_db
def test_a_mail_arrives_whole(server: MailServer) -> None:
    stored = queue(
        subject="Votre commande n° 12 : 52,46 €",
        html="<p>Bonjour</p>",
        attachments=[outbox.Attachment("liste.csv", "text/csv", "Épinards;3\r\n".encode())],
    )

    assert outbox.deliver(stored.pk, now=MONDAY)

    (arrived,) = server.received
    assert arrived["Subject"] == "Votre commande n° 12 : 52,46 €"
    assert arrived["Message-ID"] == f"<{stored.uid}@localhost>"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in arrived.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "text/csv",
    ]
    assert [part.get_content().split() for part in arrived.iter_attachments()] == [["Épinards;3"]]


@pytest.mark.django_db
@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.FULL, Mood.HANGS, Mood.CUTS])
def test_a_failure_delays_the_mail_which_then_goes_once(
    server: MailServer, mood: Mood, settings: Settings
) -> None:
    settings.MAILERS = server.mailers(timeout=0.3)
    stored, server.mood = queue(attachments=[LONG_FILE]), mood

    assert not outbox.deliver(stored.pk, now=MONDAY)
    assert (fresh(stored).state, stored.attempts) == (OutboxMail.State.WAITING, 1)
    assert outbox.is_delayed(key=stored.key)

    server.mood, settings.MAILERS = Mood.ACCEPTS, server.mailers()
    assert outbox.deliver_due(now=MONDAY + timedelta(seconds=59)) == 0
    assert outbox.deliver_due(now=MONDAY + timedelta(minutes=1)) == 1
    assert outbox.deliver_due(now=MONDAY + timedelta(days=2)) == 0
    assert len(server.received) == 1
    assert not outbox.is_delayed(key=stored.key)


@pytest.mark.django_db
def test_no_server_at_all_delays_too(settings: Settings) -> None:
    with mail_server() as gone:
        settings.MAILERS = gone.mailers()
    stored = queue()

    assert not outbox.deliver(stored.pk, now=MONDAY)
    assert fresh(stored).error == "ConnectionRefusedError 111"


@pytest.mark.django_db
def test_a_lost_answer_is_repeated_under_the_same_message_id(server: MailServer) -> None:
    """The mail may come twice: the receiving side knows it by its Message-ID."""
    stored, server.mood = queue(), Mood.LOSES_ANSWER
    outbox.deliver(stored.pk, now=MONDAY)

    server.mood = Mood.ACCEPTS
    outbox.deliver_due(now=MONDAY + timedelta(minutes=1))

    assert [m["Message-ID"] for m in server.received] == [f"<{stored.uid}@localhost>"] * 2


@pytest.mark.django_db
def test_a_worker_killed_between_sending_and_noting_repeats_after_the_lease(
    server: MailServer, settings: Settings
) -> None:
    """At least once, never none: after its lease the mail goes again under the same Message-ID."""
    dying = {
        "BACKEND": f"{__name__}.DyingBackend",
        "OPTIONS": server.mailers()["default"]["OPTIONS"],
    }
    settings.MAILERS = {"default": dying}
    stored = queue()
    with pytest.raises(Killed):
        outbox.deliver(stored.pk, now=MONDAY)
    assert fresh(stored).state == OutboxMail.State.SENDING

    settings.MAILERS = server.mailers()
    assert outbox.deliver_due(now=MONDAY + LEASE - timedelta(seconds=1)) == 0
    assert outbox.deliver_due(now=MONDAY + LEASE) == 1

    assert fresh(stored).state == OutboxMail.State.SENT
    assert len({m["Message-ID"] for m in server.received}) == 1


@pytest.mark.django_db
def test_a_mail_that_kills_every_worker_is_given_up(server: MailServer, settings: Settings) -> None:
    dying = {
        "BACKEND": f"{__name__}.DyingBackend",
        "OPTIONS": server.mailers()["default"]["OPTIONS"],
    }
    settings.MAILERS = {"default": dying}
    stored, now = queue(), MONDAY
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(Killed):
            outbox.deliver_due(now=now)
        now += LEASE

    assert outbox.deliver_due(now=now) == 0
    assert fresh(stored).state == OutboxMail.State.FAILED


@pytest.mark.django_db
def test_waits_grow_to_a_day_then_the_mail_has_failed(server: MailServer) -> None:
    stored, server.mood, now = queue(), Mood.FULL, MONDAY
    for wait in BACK_OFF:
        outbox.deliver_due(now=now)
        assert fresh(stored).next_try_at == now + wait
        now += wait

    outbox.deliver_due(now=now)

    assert BACK_OFF[-1] == timedelta(days=1)
    assert (fresh(stored).state, stored.attempts) == (OutboxMail.State.FAILED, MAX_ATTEMPTS)
    assert outbox.deliver_due(now=now + timedelta(days=30)) == 0


@pytest.mark.django_db
def test_neither_the_row_nor_the_log_repeats_the_address(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    stored, server.mood = queue(), Mood.REFUSES
    with caplog.at_level(logging.DEBUG, logger="collectifs"):
        outbox.deliver(stored.pk, now=MONDAY)

    assert fresh(stored).error == "SMTPRecipientsRefused 550"
    assert str(stored.uid) in caplog.text
    assert "sillon.example" not in caplog.text


@pytest.mark.django_db
def test_a_server_that_is_down_is_not_asked_for_every_mail_of_a_tick(server: MailServer) -> None:
    server.mood = Mood.DOWN
    for number in range(12):
        queue(key=f"k{number}")
    queue(key="bulk", mailer="bulk")

    outbox.deliver_due(now=MONDAY)

    assert server.calls == 5 + 1


@pytest.mark.django_db
def test_a_refused_address_is_tried_once_and_keeps_no_other_mail_waiting(
    server: MailServer,
) -> None:
    server.mood = Mood.REFUSES
    dead = [queue(key=f"k{number}") for number in range(12)]

    outbox.deliver_due(now=MONDAY)
    outbox.deliver_due(now=MONDAY + timedelta(days=3))

    assert server.calls == len(dead)
    assert {fresh(mail).state for mail in dead} == {OutboxMail.State.REFUSED}


@pytest.mark.django_db
def test_a_mail_that_was_refused_goes_to_the_address_that_was_mended(server: MailServer) -> None:
    stored, server.mood = queue(to="camile@sillon.example"), Mood.REFUSES
    outbox.deliver(stored.pk, now=MONDAY)

    server.mood = Mood.ACCEPTS
    send_again(mail=stored, to="camille@sillon.example", actor=None, now=MONDAY)
    outbox.deliver_due(now=MONDAY)

    assert [arrived["To"] for arrived in server.received] == ["camille@sillon.example"]
    with pytest.raises(NotFailed):
        send_again(mail=stored, to=stored.to, actor=None, now=MONDAY)


@pytest.mark.django_db
def test_an_address_that_no_server_could_take_is_a_failure_like_another(
    server: MailServer,
) -> None:
    stored = queue(to="pas une adresse")

    assert not outbox.deliver(stored.pk, now=MONDAY)
    assert fresh(stored).error == "ValueError"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_once(server: MailServer) -> None:
    # Due later than the task that the commit starts, so that only the two workers are at it.
    stored = queue(now=datetime(2100, 1, 1, tzinfo=MONDAY.tzinfo))
    barrier, results = threading.Barrier(2), list[Any]()

    def work() -> None:
        try:
            barrier.wait()
            results.append(outbox.deliver(stored.pk, now=stored.next_try_at))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(results) == [False, True]
    assert len(server.received) == 1
