"""A seller's mails: one to each person who is told."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from commons.accounts.models import User
from commons.core.notifications import Notification
from commons.core.outbox import Attachment
from shop.reporting.files import language_of


def send_to_all(
    notification: type[Notification],
    *,
    to: Sequence[User | str],
    key: str,
    context: Mapping[str, object],
    files: Mapping[str, Sequence[Attachment]],
    now: datetime,
) -> None:
    """Write a mail to each, once per key and person, with the files of their language."""
    for each in to:
        person = "address" if isinstance(each, str) else each.uid
        notification.send(
            to=each,
            key=f"{key}:{person}",
            context=context,
            now=now,
            attachments=files.get(language_of(each), ()),
        )
