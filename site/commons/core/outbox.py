"""Writes mails beside what they tell about, in the same transaction; they go after the commit."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Q, Subquery, Value, When

from commons.core.delivery import deliver, deliver_due
from commons.core.locking import write
from commons.core.mail_signatures import Signature
from commons.core.mail_writers import Attachment, attach
from commons.core.models import OutboxAttachment, OutboxMail
from commons.core.tasks import deliver_facts, deliver_mail

__all__ = [
    "NOT_ARRIVED",
    "Attachment",
    "deliver",
    "deliver_due",
    "is_delayed",
    "mail_under",
    "prune",
    "queue_facts",
    "queue_mail",
]

NOT_ARRIVED = (OutboxMail.State.FAILED, OutboxMail.State.REFUSED)
# With their attached papers a few dozen megabytes; the rest goes at the next call.
PRUNED_AT_ONCE = 500


@transaction.atomic(savepoint=False)
def queue_mail(
    *,
    key: str,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    signature: Signature,
    attachments: Sequence[Attachment] = (),
    confidential: bool = False,
    mailer: str = "default",
    now: datetime,
) -> OutboxMail:
    """Store a mail to send after the commit; the one already stored under this key, if any.

    `key` names what the mail tells, not the act of telling: "order-placed:<uid>". `confidential`
    empties the text once it is sent. Three statements, so that placing an order stays cheap.
    """
    mail = OutboxMail(
        key=key,
        kind=kind,
        to=to,
        subject=subject,
        text=text,
        html=html,
        sender=signature.name,
        reply_to=signature.reply_to,
        collective_uid=signature.collective,
        confidential=confidential,
        mailer=mailer,
        created_at=now,
        next_try_at=now,
    )
    OutboxMail.objects.bulk_create([mail], ignore_conflicts=True)
    stored = OutboxMail.objects.get(key=key)
    if stored.uid == mail.uid:
        attach(stored, attachments)
        # Robust: a queue that is down must not break the request; the tick sends the mail.
        transaction.on_commit(lambda: deliver_mail.enqueue(stored.pk), robust=True)
    return stored


@transaction.atomic(savepoint=False)
def queue_facts(*, mail: OutboxMail, facts: Mapping[str, object], now: datetime) -> None:
    """Store a mail as facts, to write and send after the commit, in one statement.

    Nothing where one is stored under its key: whoever would send this one does not find it.
    """
    mail.facts, mail.created_at, mail.next_try_at = facts, now, now
    OutboxMail.objects.bulk_create([mail], ignore_conflicts=True)
    transaction.on_commit(lambda: deliver_facts.enqueue(str(mail.uid)), robust=True)


def mail_under(key: str) -> dict[str, Subquery]:
    """How far the mail of a key is, and its address: to read along with what it is about.

    `mail_progress` is "sent"; "failed"; "delayed" when an attempt failed and another follows; else
    "leaving". Both are None where no such mail is kept.
    """
    progress = Case(
        When(sent_at__isnull=False, then=Value("sent")),
        When(state__in=NOT_ARRIVED, then=Value("failed")),
        When(~Q(error=""), then=Value("delayed")),
        default=Value("leaving"),
    )
    mails = OutboxMail.objects.filter(key=key).annotate(progress=progress)
    return {
        "mail_to": Subquery(mails.values("to")),
        "mail_progress": Subquery(mails.values("progress")),
    }


def is_delayed(*, key: str) -> bool:
    """Tell whether a mail met a failure and has not gone yet, for the page that announced it."""
    return OutboxMail.objects.filter(key=key, sent_at=None).exclude(error="").exists()


@write
def prune(*, now: datetime) -> int:
    """Delete mails that went, or were given up, longer than `MAILS_KEPT` ago; a batch, counted."""
    # The end of the last attempt's lease: within minutes of its sending, and indexed.
    old = OutboxMail.objects.filter(
        state__in=[OutboxMail.State.SENT, *NOT_ARRIVED],
        next_try_at__lt=now - settings.MAILS_KEPT,
    )
    ids = list(old.order_by("next_try_at").values_list("pk", flat=True)[:PRUNED_AT_ONCE])
    # Apart and by key alone: a cascade would read every attached paper first.
    OutboxAttachment.objects.filter(mail__in=ids).only("pk").delete()
    OutboxMail.objects.filter(pk__in=ids).only("pk").delete()
    return len(ids)
