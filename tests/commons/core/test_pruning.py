"""Mails and tasks that need not be kept any longer go, a batch at a time; what waits stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from collectifs.jobs.services import tick
from commons.core import outbox, tasks
from commons.core.models import OutboxAttachment, OutboxMail
from commons.core.outbox import Attachment
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
SEASON_LATER = MONDAY + timedelta(days=90, minutes=6)
WEEK_LATER = MONDAY + timedelta(days=7, minutes=1)
LIST = Attachment("liste.csv", "text/csv", b"poireau;2")


def sent(key: str, *, at: datetime = MONDAY) -> OutboxMail:
    mail = queue(key=key, attachments=[LIST], now=at)
    assert outbox.deliver(mail.pk, now=at)
    return mail


def task(status: str, *, ended: datetime | None = MONDAY) -> Any:
    return DBTaskResult.objects.create(
        status=status,
        task_path="commons.core.tasks.deliver_mail",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=MONDAY,
        finished_at=ended,
    )


def test_a_sent_mail_and_its_papers_go_after_a_season() -> None:
    sent("old")
    recent = sent("recent", at=MONDAY + timedelta(days=1))

    assert outbox.prune(now=MONDAY + timedelta(days=89)) == 0
    assert outbox.prune(now=SEASON_LATER) == 1
    assert list(OutboxMail.objects.all()) == [recent]
    assert [each.mail for each in OutboxAttachment.objects.all()] == [recent]


def test_a_mail_that_waits_is_kept_whatever_its_age() -> None:
    queue()

    assert outbox.prune(now=MONDAY + timedelta(days=1000)) == 0
    assert OutboxMail.objects.exists()


def test_a_mail_that_was_given_up_goes_too() -> None:
    mail = queue()
    OutboxMail.objects.filter(pk=mail.pk).update(state=OutboxMail.State.FAILED)

    assert outbox.prune(now=SEASON_LATER) == 1


def test_a_long_arrear_goes_in_batches_the_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "PRUNED_AT_ONCE", 2)
    for day in (2, 0, 1):
        sent(f"day-{day}", at=MONDAY + timedelta(days=day))
    later = SEASON_LATER + timedelta(days=2)

    assert outbox.prune(now=later) == 2
    assert OutboxMail.objects.get().key == "day-2"
    assert outbox.prune(now=later) == 1


def test_tasks_that_ended_go_after_a_week() -> None:
    for status in ("SUCCESSFUL", "FAILED"):
        task(status)
    kept = [task("READY", ended=None), task("RUNNING", ended=None)]
    kept.append(task("SUCCESSFUL", ended=MONDAY + timedelta(days=1)))

    assert tasks.prune(now=MONDAY + timedelta(days=7)) == 0
    assert tasks.prune(now=WEEK_LATER) == 2
    assert set(DBTaskResult.objects.all()) == set(kept)


def test_the_tick_does_it_once_an_hour() -> None:
    task("SUCCESSFUL")
    hour = (MONDAY + timedelta(days=8)).replace(minute=0)

    assert tick(now=hour - timedelta(minutes=1))["old rows dropped"] == 0
    assert tick(now=hour)["old rows dropped"] == 1
