"""The tick does what is due, whatever fails in between, and says so."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from collectifs.jobs import services
from commons.core.models import OutboxMail
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


def broken(*, now: datetime) -> int:
    raise RuntimeError("broken")


@pytest.fixture
def one_broken_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "STEPS", (("broken", broken), *services.STEPS))


def test_mails_that_wait_are_sent_once() -> None:
    queue()

    first = services.tick(now=MONDAY)
    second = services.tick(now=MONDAY + timedelta(minutes=1))

    assert (first["mails"], second["mails"]) == (1, 0)
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("one_broken_step")
def test_a_failing_step_is_logged_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    queue()

    with pytest.raises(services.TickFailed) as failure:
        services.tick(now=MONDAY)

    assert failure.value.failed == ["broken"]
    assert failure.value.counts["mails"] == 1
    assert "step broken of the tick failed" in caplog.text
    assert len(mail.outbox) == 1


def test_the_command_prints_what_was_done_and_nothing_when_nothing_was() -> None:
    queue()
    first, second = StringIO(), StringIO()

    with time_machine.travel(MONDAY, tick=False):
        call_command("tick", stdout=first)
        call_command("tick", stdout=second)

    assert first.getvalue() == "tick: mails 1\n"
    assert second.getvalue() == ""


@pytest.mark.usefixtures("one_broken_step")
def test_the_command_fails_at_the_end_when_a_step_failed() -> None:
    queue()
    out = StringIO()

    with time_machine.travel(MONDAY, tick=False), pytest.raises(CommandError, match="broken"):
        call_command("tick", stdout=out)

    assert out.getvalue() == "tick: mails 1\n"


def test_farms_wait_for_closings_which_go_first_and_mails_last() -> None:
    names = [name for name, _step in services.STEPS]

    assert (names[0], names[-1]) == ("closings", "mails")


def test_one_kind_of_old_rows_that_fails_keeps_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    queue()
    services.tick(now=MONDAY)
    monkeypatch.setattr(services, "PRUNES", (broken, *services.PRUNES))
    season_later = (MONDAY + timedelta(days=91)).replace(minute=0)

    with pytest.raises(services.TickFailed):
        services.tick(now=season_later)

    assert not OutboxMail.objects.exists()
    assert f"old rows: {__name__} failed" in caplog.text
