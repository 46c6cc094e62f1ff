"""The process that ticks each minute goes on whatever fails, and stops between two rows."""

import logging
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from collectifs.jobs import minutes, services
from commons.core import outbox
from commons.core.isolation import isolated
from commons.core.models import OutboxMail
from commons.core.stopping import Stop, Stopped, stop
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture(autouse=True)
def _nobody_asks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Signals stay pytest's own."""
    monkeypatch.setattr(stop, "listen", lambda: None)
    yield
    stop.is_asked = False


@pytest.fixture
def rested(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of each rest, which take no time; in the third somebody asks to stop."""
    rests: list[float] = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 3:
            raise Stopped

    monkeypatch.setattr(stop, "rest", rest)
    return rests


def steps(monkeypatch: pytest.MonkeyPatch, **works: Callable[[], int]) -> None:
    """The steps of the tick, by name."""
    monkeypatch.setattr(
        services, "STEPS", [(name, lambda now, work=work: work()) for name, work in works.items()]
    )


def broken() -> int:
    raise RuntimeError("broken")


def asked() -> int:
    stop.ask()
    return 1


def test_it_ticks_at_once_and_with_each_minute_until_it_is_asked_to_stop(
    monkeypatch: pytest.MonkeyPatch, rested: list[float]
) -> None:
    ticks: list[int] = []
    steps(monkeypatch, noted=lambda: ticks.append(1) or 0)

    call_command("tick", "--each-minute")

    assert len(ticks) == len(rested) == 3


def test_a_turn_that_fails_is_logged_and_the_next_comes_all_the_same(
    monkeypatch: pytest.MonkeyPatch, rested: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    steps(monkeypatch, broken=broken, mails=lambda: 1)

    minutes.tick_each_minute()

    assert caplog.text.count("step broken of the tick failed") == len(rested)
    assert caplog.text.count("tick: mails 1") == len(rested)


def test_a_minute_with_nothing_to_do_says_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    steps(monkeypatch, mails=lambda: 0)

    minutes.turn(now=MONDAY)

    assert caplog.text == ""


def test_a_turn_that_hangs_would_be_killed_by_its_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    alarms: list[int] = []
    monkeypatch.setattr(signal, "alarm", alarms.append)
    steps(monkeypatch, mails=lambda: 0)

    minutes.turn(now=MONDAY)

    assert alarms == [minutes.LONGEST_TURN, 0]


def test_it_rests_until_the_next_minute_of_the_clock() -> None:
    """What is done once an hour is done in its first minute."""
    at = datetime(2026, 11, 23, 11, 59, 48, 500_000, tzinfo=UTC)

    assert minutes.until_next_minute(at) == 11.5
    assert minutes.until_next_minute(at.replace(second=0, microsecond=0)) == 60


def asked_at_the_first(rows: list[str], done: list[str]) -> None:
    with isolated("lists") as alone:
        for uid in rows:
            with alone(uid):
                stop.ask()
                done.append(uid)


def test_the_row_at_hand_is_ended_and_no_other_begun() -> None:
    done: list[str] = []

    with pytest.raises(Stopped):
        asked_at_the_first(["one", "two"], done)

    assert done == ["one"]


def test_no_further_mail_is_sent() -> None:
    queue()
    stop.ask()

    assert outbox.deliver_due(now=MONDAY) == 0
    assert OutboxMail.objects.get().state == OutboxMail.State.WAITING


def test_no_further_step_is_begun_and_what_was_done_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps(monkeypatch, closings=asked, mails=broken)

    assert services.tick(now=MONDAY) == {"closings": 1}


def test_a_rest_is_ended_by_the_signal() -> None:
    resting = Stop()
    before = signal.signal(signal.SIGALRM, resting.ask)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    try:
        with pytest.raises(Stopped):
            resting.rest(HOUR)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_who_asked_just_before_a_rest_is_heard() -> None:
    resting = Stop()
    resting.ask()

    with pytest.raises(Stopped):
        resting.rest(HOUR)
