"""The figures say how much waits, also while nothing does the waiting work."""

from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import DjangoAssertNumQueries

from collectifs.operations.metrics import exposition
from commons.core.models import OutboxMail
from shop.reporting.models import Closing
from shop.reporting.services import process_due_closings
from tests.commons.core.outbox_mails import queue
from tests.factories import MONDAY, make_attendance, make_distribution, make_farm

pytestmark = pytest.mark.django_db
TICK = timedelta(minutes=1)


def figures(now: datetime = MONDAY) -> dict[str, float]:
    """The samples by name, with the state where there is one."""
    return {
        ":".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(exposition(now=now).decode())
        for sample in family.samples
    }


def test_an_idle_installation_says_zero_of_everything() -> None:
    found = figures()

    assert len(found) == 9
    assert set(found.values()) == {0}


def test_mails_are_counted_by_state_and_the_oldest_by_age() -> None:
    queue(key="a")
    queue(key="b", now=MONDAY - timedelta(minutes=5))
    failed, sent = queue(key="c"), queue(key="d")
    OutboxMail.objects.filter(pk=failed.pk).update(state=OutboxMail.State.FAILED)
    OutboxMail.objects.filter(pk=sent.pk).update(state=OutboxMail.State.SENT, sent_at=MONDAY)

    found = figures()

    assert found["collectifs_outbox_mails:waiting"] == 2
    assert found["collectifs_outbox_mails:failed"] == 1
    assert found["collectifs_outbox_oldest_due_seconds"] == 300


def test_closings_are_due_before_any_tick_wrote_their_rows() -> None:
    distribution = make_distribution()
    make_attendance(distribution, make_farm())
    after = distribution.closes_at + TICK

    assert figures(distribution.closes_at - TICK)["collectifs_closings_due"] == 0
    assert figures(after)["collectifs_closings_due"] == 1
    assert not Closing.objects.exists()

    process_due_closings(now=after)
    assert figures(after)["collectifs_closings_due"] == 0


def test_tasks_are_counted_by_state() -> None:
    for status in ("READY", "READY", "RUNNING", "FAILED", "SUCCESSFUL"):
        DBTaskResult.objects.create(
            status=status,
            task_path="commons.core.tasks.deliver_mail",
            args_kwargs={"args": [], "kwargs": {}},
            backend_name="default",
            worker_ids=[],
            run_after=MONDAY,
        )

    found = figures()

    assert found["collectifs_tasks:ready"] == 2
    assert found["collectifs_tasks:running"] == 1
    assert found["collectifs_tasks:failed"] == 1


def test_a_scrape_costs_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_attendance(make_distribution(), make_farm())

    with django_assert_max_num_queries(8):
        exposition(now=MONDAY + timedelta(days=7))
