"""The tick is killed, stopped, doubled and cut off at a closing: every farm is told, once."""

import logging
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from collectifs.jobs import minutes
from commons.core.models import OutboxMail
from commons.core.outbox import deliver_due
from distributions.models import Distribution
from farms.models import Farm
from shop.reporting.models import Closing, SentList
from tests.commons.core.outbox_mails import queue
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
)
from tests.listed import ordered
from tests.mail_server import MailServer
from tests.resilience.machines import Machines, until
from tests.resilience.told import told_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FARMS = 12
DAY = timedelta(days=1)


def just_closed() -> Distribution:
    """By the clock of the processes, which nobody can set; every farm has an order."""
    now = timezone.now()
    distribution = make_distribution(
        make_collective(),
        day=(now + 2 * DAY).date(),
        starts_at=now + 2 * DAY,
        ends_at=now + 2 * DAY + timedelta(hours=2),
        opens_at=now - 3 * DAY,
        closes_at=now - timedelta(seconds=5),
    )
    listings = [make_listing(make_product(farm=make_farm()), distribution) for _ in range(FARMS)]
    ordered(dict.fromkeys(listings, 2), now=now - DAY)
    return distribution


def lists_are(least: int) -> None:
    until(lambda: SentList.objects.count() >= least, f"{least} lists", pause=0.01)


def test_farms_are_told_once_whatever_becomes_of_the_tick(
    site: Machines, post: MailServer, settings: Settings
) -> None:
    distribution = just_closed()

    site.start_tick("tick-1")
    lists_are(2)
    site.kill("tick-1")
    told_by_the_first = SentList.objects.count()
    site.start_tick("tick-2")
    lists_are(told_by_the_first + 2)
    stopped = site.stop("tick-2")
    told_by_two = SentList.objects.count()
    for name in ("tick-3", "tick-4"):
        site.start_tick(name)
    lists_are(FARMS)
    until(lambda: len(post.received) >= FARMS - 1, "mails")

    assert told_by_the_first <= told_by_two - 2
    assert told_by_two < FARMS, "killed and stopped too late to say anything"
    assert [stopped, site.stop("tick-3"), site.stop("tick-4")] == [0, 0, 0]
    settings.MAILERS = post.mailers()
    deliver_due(now=timezone.now() + timedelta(minutes=6))  # the lease of the killed one has ended
    assert Closing.objects.exclude(processed_at=None).count() == FARMS
    assert SentList.objects.filter(distribution=distribution, kind="full").count() == FARMS
    assert told_once(post) == set(Farm.objects.values_list("email", flat=True))


def test_a_database_that_was_restarted_costs_one_turn_at_most(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    queue()
    minutes.turn(now=MONDAY - DAY)
    cut_every_connection()

    minutes.turn(now=MONDAY)
    was_told = "of the tick failed" in caplog.text
    caplog.clear()
    minutes.turn(now=MONDAY + timedelta(minutes=1))

    assert was_told
    assert "failed" not in caplog.text
    assert not OutboxMail.objects.exclude(state=OutboxMail.State.SENT).exists()


def cut_every_connection() -> None:
    """As a restart of the server does."""
    given = connection.settings_dict
    with psycopg.connect(
        host=given["HOST"], port=given["PORT"], user=given["USER"], password=given["PASSWORD"],
        dbname="postgres", autocommit=True,
    ) as server:  # fmt: skip
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [given["NAME"]],
        )
