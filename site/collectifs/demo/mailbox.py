"""The mails of the demo go nowhere: each is a row of the outbox, and the demo shows those."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from commons.core.delivery import deliver
from commons.core.models import OutboxMail
from commons.core.tasks import deliver_facts, deliver_mail


class MailboxBackend(BaseEmailBackend):
    """Takes every message, and leaves it to `/demo/courrier/`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)


def mailbox_address(request: HttpRequest) -> dict[str, str]:
    """For every template, `demo_mailbox`: where the mails are; empty on a real installation."""
    return {"demo_mailbox": reverse("demo:mailbox") if settings.DEMO else ""}


def deliver_past() -> int:
    """Send what waits, each at its own time, and drop the tasks that would have; how many went."""
    waiting = OutboxMail.objects.filter(state=OutboxMail.State.WAITING).order_by("created_at")
    sent = sum(deliver(pk, now=at) for pk, at in waiting.values_list("pk", "created_at"))
    tasks = [deliver_mail.module_path, deliver_facts.module_path]
    DBTaskResult.objects.ready().filter(task_path__in=tasks).delete()
    return sent
