"""Work that a request leaves to a worker; lost tasks are caught up by the tick."""

from datetime import datetime

from django.conf import settings
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commons.core.delivery import deliver
from commons.core.locking import write
from commons.core.models import OutboxMail

PRUNED_AT_ONCE = 5000


@task()
def deliver_mail(mail_id: int) -> bool:
    return deliver(mail_id, now=timezone.now())


@task()
def deliver_facts(uid: str) -> bool:
    """A mail that was stored without asking for its id; none, where its key was there before."""
    found = OutboxMail.objects.filter(uid=uid).values_list("pk", flat=True).first()
    return found is not None and deliver(found, now=timezone.now())


@write
def prune(*, now: datetime) -> int:
    """Delete tasks that ended, well or badly, longer than `TASKS_KEPT` ago; a batch, counted."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=now - settings.TASKS_KEPT)
    ids = list(old.order_by("finished_at").values_list("pk", flat=True)[:PRUNED_AT_ONCE])
    DBTaskResult.objects.filter(pk__in=ids).only("pk").delete()
    return len(ids)
