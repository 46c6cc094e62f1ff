"""Work that a request leaves to a worker; lost tasks are caught up by the tick."""

from django.tasks import task
from django.utils import timezone

from collectifs.core.delivery import deliver


@task()
def deliver_mail(mail_id: int) -> bool:
    return deliver(mail_id, now=timezone.now())
