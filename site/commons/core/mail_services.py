"""What a person does about a mail."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commons.core.audit import record
from commons.core.locking import write
from commons.core.models import OutboxMail
from commons.core.outbox import NOT_ARRIVED
from commons.core.refusals import Refused
from commons.core.tasks import deliver_mail


class NotFailed(Refused):
    """The mail is on its way, or has arrived."""

    sentence = _("This mail is on its way already: nothing was sent twice.")


@write
def send_again(*, mail: OutboxMail, to: str, actor: AbstractBaseUser | None, now: datetime) -> None:
    """Try anew a mail that did not arrive, at an address that was mended. Raises ``NotFailed``."""
    rows = OutboxMail.objects.filter(pk=mail.pk, state__in=NOT_ARRIVED)
    again = {"state": OutboxMail.State.WAITING, "attempts": 0, "error": "", "next_try_at": now}
    if not rows.update(to=to, **again):
        raise NotFailed
    record(actor=actor, action="send_again", target=mail, now=now)
    transaction.on_commit(lambda: deliver_mail.enqueue(mail.pk), robust=True)
