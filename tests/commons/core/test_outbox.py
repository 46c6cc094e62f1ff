"""Mails are rows, stored with what they tell, and handed over after the commit."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.tasks.base import Task
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from commons.core import outbox
from commons.core.models import OutboxMail
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


def test_a_mail_goes_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        stored = queue()
        assert mail.outbox == []

    stored.refresh_from_db()
    assert [sent.to for sent in mail.outbox] == [["camille@sillon.example"]]
    assert stored.state == OutboxMail.State.SENT


def test_the_same_key_is_stored_and_sent_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    file = outbox.Attachment("a.csv", "text/csv", b"a;b")
    with django_capture_on_commit_callbacks(execute=True):
        first, second = queue(attachments=[file]), queue(subject="Autre", attachments=[file])

    assert first.pk == second.pk
    assert second.subject == "Votre commande"
    assert second.attachments.count() == 1
    assert len(mail.outbox) == 1


def test_nothing_goes_of_what_was_rolled_back(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):  # noqa: PT012, SIM117
        with transaction.atomic():
            queue()
            raise ZeroDivisionError

    assert mail.outbox == []
    assert not OutboxMail.objects.exists()


def test_a_queue_that_is_down_breaks_nothing_and_the_tick_sends(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def down(self: Task[Any, Any], *args: Any, **kwargs: Any) -> None:
        raise ConnectionError("queue")

    monkeypatch.setattr(Task, "enqueue", down)
    with django_capture_on_commit_callbacks(execute=True):
        stored = queue()
    assert mail.outbox == []

    assert outbox.deliver_due(now=MONDAY + timedelta(minutes=1)) == 1
    stored.refresh_from_db()
    assert stored.state == OutboxMail.State.SENT


def test_storing_costs_three_statements_inside_a_transaction(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(3):
        queue(attachments=[outbox.Attachment("a.ics", "text/calendar", b"BEGIN:VCALENDAR")])


def test_text_html_and_files_arrive() -> None:
    stored = queue(
        html="<p>Bonjour</p>",
        attachments=[
            outbox.Attachment("distribution.ics", "text/calendar", b"BEGIN:VCALENDAR"),
            outbox.Attachment("liste.pdf", "application/pdf", b"%PDF-1.7 \xe9"),
        ],
    )

    assert outbox.deliver(stored.pk, now=MONDAY)

    (sent,) = mail.outbox
    assert sent.body == "Bonjour Camille,"
    assert [(a.content, a.mimetype) for a in sent.alternatives] == [  # type: ignore[attr-defined]
        ("<p>Bonjour</p>", "text/html")
    ]
    assert [a[0] for a in sent.attachments] == ["distribution.ics", "liste.pdf"]
    assert sent.extra_headers["Message-ID"] == f"<{stored.uid}@localhost>"


@pytest.mark.parametrize(
    "end", ["\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"], ids=ascii
)
def test_line_breaks_in_a_subject_or_a_files_name_hold_no_mail_up(end: str) -> None:
    file = outbox.Attachment(f"liste{end}jeudi.csv", "text/csv", b"a;b")
    stored = queue(subject=f"Votre{end}commande", attachments=[file])

    assert outbox.deliver(stored.pk, now=MONDAY)

    (sent,) = mail.outbox
    assert sent.subject == "Votre commande"
    assert [name for name, *_ in sent.attachments] == ["liste jeudi.csv"]


def test_a_confidential_text_is_not_kept_once_sent(settings: Settings) -> None:
    settings.DEMO = False
    code, other = queue(key="code", confidential=True, html="<p>A1B2</p>"), queue(key="other")

    assert outbox.deliver_due(now=MONDAY) == 2

    code.refresh_from_db()
    other.refresh_from_db()
    assert (code.text, code.html) == ("", "")
    assert other.text == "Bonjour Camille,"


def test_the_demo_keeps_confidential_texts_for_its_mailbox() -> None:
    code = queue(confidential=True)

    outbox.deliver(code.pk, now=MONDAY)

    code.refresh_from_db()
    assert code.text == "Bonjour Camille,"


def test_what_is_not_due_waits() -> None:
    stored = queue(now=MONDAY + timedelta(minutes=2))

    assert outbox.deliver_due(now=MONDAY) == 0
    assert not outbox.deliver(stored.pk, now=MONDAY)
    assert mail.outbox == []


def test_what_went_does_not_go_again() -> None:
    stored = queue()
    outbox.deliver(stored.pk, now=MONDAY)

    assert not outbox.deliver(stored.pk, now=MONDAY + timedelta(days=1))
    assert len(mail.outbox) == 1
