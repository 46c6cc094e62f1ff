"""A mail server that is slow takes its share of a tick, and no more."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django import Settings

from commons.core import delivery, outbox
from commons.core.models import OutboxMail
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
BUDGET = delivery.BUDGET.total_seconds()


class SlowServer(BaseEmailBackend):
    """Takes `seconds` for each mail, by a clock of its own; refuses where `is_down`."""

    clock = 0.0
    seconds = 0.0
    is_down = False
    taken: ClassVar[list[str]] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        SlowServer.clock += self.seconds
        if self.is_down:
            raise TimeoutError
        self.taken.extend(message.to[0] for message in email_messages)
        return len(email_messages)


@pytest.fixture(autouse=True)
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[SlowServer]:
    slow: dict[str, Any] = {"BACKEND": f"{__name__}.SlowServer"}
    settings.MAILERS = {"default": slow, "bulk": slow}
    for name, value in (("clock", 0.0), ("seconds", 0.0), ("is_down", False), ("taken", [])):
        monkeypatch.setattr(SlowServer, name, value)
    monkeypatch.setattr(delivery, "monotonic", lambda: SlowServer.clock)
    return SlowServer


def wait_in_line(count: int) -> None:
    for number in range(count):
        to = f"{number}@sillon.example"
        queue(key=str(number), to=to, now=MONDAY + timedelta(seconds=number))


def test_ten_seconds_a_mail_end_within_the_budget(server: type[SlowServer]) -> None:
    wait_in_line(12)
    server.seconds = 10

    assert outbox.deliver_due(now=MONDAY + timedelta(minutes=1)) == BUDGET // 10

    assert server.clock <= BUDGET


def test_hundreds_of_mails_end_within_the_budget(server: type[SlowServer]) -> None:
    wait_in_line(200)
    server.seconds = 0.7

    outbox.deliver_due(now=MONDAY + timedelta(minutes=5))

    assert BUDGET - 0.7 <= server.clock <= BUDGET


def test_the_rest_follows_in_its_order(server: type[SlowServer]) -> None:
    wait_in_line(8)
    server.seconds = 10

    for minute in range(1, 4):
        outbox.deliver_due(now=MONDAY + timedelta(minutes=minute))

    assert server.taken == [f"{number}@sillon.example" for number in range(8)]
    assert not OutboxMail.objects.exclude(state=OutboxMail.State.SENT).exists()


def test_a_server_that_answers_nothing_ends_within_the_budget_too(
    server: type[SlowServer],
) -> None:
    wait_in_line(12)
    server.seconds, server.is_down = 10, True

    assert outbox.deliver_due(now=MONDAY + timedelta(minutes=1)) == 0

    assert server.clock <= BUDGET


def test_one_mail_goes_however_slow_the_server_is(server: type[SlowServer]) -> None:
    wait_in_line(2)
    server.seconds = BUDGET + 1

    assert outbox.deliver_due(now=MONDAY + timedelta(minutes=1)) == 1
