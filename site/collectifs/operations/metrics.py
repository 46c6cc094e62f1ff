"""How long the queues are, asked of the database at each scrape; the same from every process."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, Min
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from commons.core.models import OutboxMail
from shop.reporting.services import due_closings

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition(*, now: datetime) -> bytes:
    """The figures at `now`, in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(Queues(now))
    return generate_latest(registry)


class Queues(Collector):
    """Mails and tasks by state, the age of the oldest mail that is due, closings to process."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def describe(self) -> Iterable[Metric]:
        """Nothing is counted at the registration."""
        return ()

    def collect(self) -> Iterable[Metric]:
        yield by_state("collectifs_outbox_mails", "Mails that have not gone.", mails_by_state())
        yield gauge(
            "collectifs_outbox_oldest_due_seconds",
            "How long the mail that is due for longest has been.",
            oldest_due(self.now),
        )
        yield gauge(
            "collectifs_closings_due",
            "Closings that have passed and are not processed.",
            due_closings(now=self.now),
        )
        yield by_state("collectifs_tasks", "Tasks that have not succeeded.", tasks_by_state())


def mails_by_state() -> Mapping[str, int]:
    State = OutboxMail.State
    waiting = [State.WAITING, State.SENDING, State.FAILED, State.REFUSED]
    rows = OutboxMail.objects.filter(state__in=waiting).order_by()
    counts = dict(rows.values_list("state").annotate(Count("pk")))
    return {str(state): counts.get(state, 0) for state in waiting}


def oldest_due(now: datetime) -> float:
    waiting = OutboxMail.objects.filter(state=OutboxMail.State.WAITING, next_try_at__lte=now)
    oldest = waiting.aggregate(oldest=Min("next_try_at"))["oldest"]
    return (now - oldest).total_seconds() if oldest else 0


def tasks_by_state() -> Mapping[str, int]:
    """ "ready" ones wait for a worker."""
    states = ("READY", "RUNNING", "FAILED")
    rows = DBTaskResult.objects.filter(status__in=states).order_by()
    counts = dict(rows.values_list("status").annotate(Count("pk")))
    return {state.lower(): counts.get(state, 0) for state in states}


def gauge(name: str, said: str, value: float) -> Metric:
    return GaugeMetricFamily(name, said, value=value)


def by_state(name: str, said: str, counts: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, said, labels=["state"])
    for state, count in counts.items():
        family.add_metric([state], count)
    return family
