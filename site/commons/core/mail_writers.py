"""Who writes the mails that are stored as facts: by kind, registered by `core.notifications`.

A mail whose words cost too much for the request that causes it is stored as what they will be made
of, in the transaction of what it tells about, and written by whoever sends it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commons.core.locking import write
from commons.core.models import OutboxAttachment, OutboxMail


@dataclass(frozen=True)
class Attachment:
    """A file of a mail; `mimetype` such as "text/csv"."""

    name: str
    mimetype: str
    content: bytes


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str
    attachments: Sequence[Attachment] = ()


writers: dict[str, Callable[[Mapping[str, Any]], Written]] = {}


@write
def write_mail(*, mail: OutboxMail) -> None:
    """Give a mail that is only facts its words and its files, as it goes and as it is kept."""
    written = writers[mail.kind](mail.facts or {})
    mail.subject, mail.text, mail.html = written.subject, written.text, written.html
    mail.facts = None
    mail.save(update_fields=["subject", "text", "html", "facts"])
    attach(mail, written.attachments)


def attach(mail: OutboxMail, attachments: Sequence[Attachment]) -> None:
    OutboxAttachment.objects.bulk_create(
        OutboxAttachment(mail=mail, name=a.name, mimetype=a.mimetype, content=a.content)
        for a in attachments
    )
