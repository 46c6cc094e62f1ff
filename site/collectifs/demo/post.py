"""The demo's mails of the past: sent when they were written, so that none waits for the worker."""

from django_tasks_db.models import DBTaskResult

from commons.core.delivery import deliver
from commons.core.models import OutboxMail
from commons.core.tasks import deliver_mail


def deliver_past() -> int:
    """Send what waits, each at its own time, and drop the tasks that would have; how many went."""
    waiting = OutboxMail.objects.filter(state=OutboxMail.State.WAITING).order_by("created_at")
    sent = sum(deliver(pk, now=at) for pk, at in waiting.values_list("pk", "created_at"))
    DBTaskResult.objects.ready().filter(task_path=deliver_mail.module_path).delete()
    return sent
