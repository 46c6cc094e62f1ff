"""Sends what waits in the outbox, once, whatever stops in between.

A mail is claimed by one conditional UPDATE that also sets the end of a lease, so that two workers
never send it at once. A worker killed after sending and before noting leaves the row `sending`; at
the end of the lease it is sent again under the same Message-ID, by which the receiving side knows
it. No answer of a mail server is kept or logged: servers repeat the address in it.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr
from enum import Enum
from time import monotonic

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F

from commons.core.mail_writers import write_mail
from commons.core.models import OutboxMail
from commons.core.stopping import stop
from commons.core.typed_text import one_line

logger = logging.getLogger(__name__)

State = OutboxMail.State
PERMANENT = 500
LEASE = timedelta(minutes=5)
BACK_OFF = [timedelta(minutes=m) for m in (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60)]
MAX_ATTEMPTS = len(BACK_OFF) + 1
# A server that is down is not asked hundreds of times in one tick.
MISSES_BEFORE_NEXT_TICK = 5
# What waits may take of a tick: the closings of the next one are due a minute later.
BUDGET = timedelta(seconds=30)


class Refusal(Enum):
    FOR_EVER = "for ever"
    FOR_NOW = "for now"


class Attempt(Enum):
    """What became of one."""

    SENT = "sent"
    NOT_DUE = "not due, or another is at it"
    ADDRESS = "the server takes nothing for this address, for ever or for now"
    SERVER = "the server itself is the trouble"


def deliver(mail_id: int, *, now: datetime) -> bool:
    """Send one mail if it is due and nobody else is at it; tell whether it was sent.

    Must not be called inside a transaction: the claim has to be seen by the others at once.
    """
    return _attempt(mail_id, now) is Attempt.SENT


def _attempt(mail_id: int, now: datetime) -> Attempt:
    if not _claim(mail_id, now):
        return Attempt.NOT_DUE
    mail = OutboxMail.objects.get(pk=mail_id)
    try:
        if mail.facts is not None:
            write_mail(mail=mail)
        _message(mail).send(using=mail.mailer)
    except Exception as error:  # noqa: BLE001  (whatever a mail backend raises, the row says so)
        _note_failure(mail, error, now)
        return Attempt.SERVER if refusal_of(error) is None else Attempt.ADDRESS
    OutboxMail.objects.filter(pk=mail.pk).update(
        state=State.SENT, sent_at=now, error="", **_emptied(mail)
    )
    return Attempt.SENT


def deliver_due(*, now: datetime) -> int:
    """Send what is due, oldest first, as much as `BUDGET` allows; the number of mails sent."""
    due = OutboxMail.objects.filter(
        state__in=[State.WAITING, State.SENDING], next_try_at__lte=now
    ).order_by("next_try_at", "pk")
    if not due.exists():
        return 0
    _give_up_on_lost(now)
    sent, misses = 0, Counter[str]()
    for mail_id, mailer in _within_budget(list(due.values_list("pk", "mailer"))):
        if misses[mailer] == MISSES_BEFORE_NEXT_TICK:
            continue
        attempt = _attempt(mail_id, now)
        if attempt is Attempt.SENT:
            sent, misses[mailer] = sent + 1, 0
        elif attempt is Attempt.SERVER:
            misses[mailer] += 1
    return sent


def _within_budget[Row](rows: Iterable[Row]) -> Iterator[Row]:
    """Those that there is time for: none that would end late if it were as slow as the slowest.

    None any more once the process is asked to stop.
    """
    begun = last = monotonic()
    slowest = 0.0
    for row in rows:
        if stop.is_asked or last + slowest - begun > BUDGET.total_seconds():
            return
        yield row
        slowest, last = max(slowest, monotonic() - last), monotonic()


def reason(error: Exception) -> str:
    """The kind of an error and its number, without its text."""
    numbers = [getattr(error, name, None) for name in ("smtp_code", "status_code", "errno")]
    numbers += [answer[0] for answer in getattr(error, "recipients", {}).values()]
    return " ".join([type(error).__name__, *(str(n) for n in numbers if n)])


def refusal_of(error: Exception) -> Refusal | None:
    """What a server, or a provider, said of the address; None where it said nothing of it.

    5xx is for ever (no such person), 4xx for now (a full mailbox): RFC 5321, 4.2.1.
    """
    codes = [answer[0] for answer in getattr(error, "recipients", {}).values()]
    if codes:
        return Refusal.FOR_EVER if min(codes) >= PERMANENT else Refusal.FOR_NOW
    return Refusal.FOR_EVER if isinstance(error, AnymailRecipientsRefused) else None


def _claim(mail_id: int, now: datetime) -> bool:
    """Waiting, or sending under a lease that ended: `next_try_at` says both."""
    claimed = OutboxMail.objects.filter(
        pk=mail_id,
        state__in=[State.WAITING, State.SENDING],
        next_try_at__lte=now,
        attempts__lt=MAX_ATTEMPTS,
    ).update(state=State.SENDING, attempts=F("attempts") + 1, next_try_at=now + LEASE)
    return claimed == 1


def _message(mail: OutboxMail) -> EmailMultiAlternatives:
    """A line break in a header would be refused, whoever wrote the row.

    It goes from the platform's own address, which its domain vouches for, under who signs.
    """
    platform, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2]
    message = EmailMultiAlternatives(
        one_line(mail.subject),
        mail.text,
        from_email=formataddr((one_line(mail.sender) or platform, address)),
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else [],
        headers={"Message-ID": f"<{mail.uid}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for file in mail.attachments.order_by("pk"):
        message.attach(one_line(file.name), bytes(file.content), file.mimetype)
    return message


def _note_failure(mail: OutboxMail, raised: Exception, now: datetime) -> None:
    """Put the mail back, unless a later attempt took it over when our lease ended.

    An address that takes nothing is not tried again.
    """
    error, is_refused = reason(raised), refusal_of(raised) is Refusal.FOR_EVER
    last = is_refused or mail.attempts >= MAX_ATTEMPTS
    ended = State.REFUSED if is_refused else State.FAILED
    changes: dict[str, object] = {"state": ended, **_emptied(mail)}
    if not last:
        wait = BACK_OFF[mail.attempts - 1]
        changes = {"state": State.WAITING, "next_try_at": now + wait}
    OutboxMail.objects.filter(pk=mail.pk, state=State.SENDING, attempts=mail.attempts).update(
        error=error[:200], **changes
    )
    logger.log(
        logging.ERROR if last else logging.WARNING,
        "mail %s not sent at attempt %d: %s", mail.uid, mail.attempts, error,
    )  # fmt: skip


def _give_up_on_lost(now: datetime) -> None:
    """A mail whose every attempt killed its worker is not tried for ever."""
    OutboxMail.objects.filter(
        state=State.SENDING, next_try_at__lte=now, attempts__gte=MAX_ATTEMPTS
    ).update(state=State.FAILED, error="lost while sending")


def _emptied(mail: OutboxMail) -> dict[str, str]:
    """A code or a link that signs in is not kept once it went; the demo's mailbox shows it."""
    return {"text": "", "html": ""} if mail.confidential and not settings.DEMO else {}
