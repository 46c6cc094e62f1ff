"""Mails in the words of their recipient: an app declares its kinds in its `notifications.py`.

    class OrderPlaced(Notification):
        kind = "order_placed"

    OrderPlaced.send(to=user, key=f"order-placed:{order.uid}", context={…}, now=now)

The words are in `templates/emails/<kind>.txt` (extends `emails/base.txt`: blocks `subject` and
`body`) and `templates/emails/<kind>.html` (extends `emails/base.html`: block `body`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from commons.core.mail_signatures import Signature, signature_of
from commons.core.mail_writers import Written, writers
from commons.core.models import OutboxMail
from commons.core.outbox import Attachment, queue_facts, queue_mail
from commons.core.typed_text import one_line

SUBJECT_LENGTH = 200


class Addressee(Protocol):
    """A user: where to write, and in which language ("" is French)."""

    email: str
    language: str


class Notification:
    """A kind of mail; subclasses are collected in `kinds` as their modules are imported."""

    kinds: ClassVar[dict[str, type["Notification"]]] = {}

    kind: ClassVar[str]
    mailer: ClassVar[str] = "default"
    confidential: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        if "kind" not in vars(cls):  # what some kinds have in common
            return
        if cls.kind in Notification.kinds:
            raise ValueError(f"two notifications are called {cls.kind}")
        Notification.kinds[cls.kind] = cls

    @classmethod
    def send(
        cls,
        *,
        to: str | Addressee,
        key: str,
        context: Mapping[str, object],
        now: datetime,
        reply_to: str = "",
        attachments: Sequence[Attachment] = (),
    ) -> OutboxMail:
        """Write the mail in the outbox, once per `key`; it goes after the commit.

        `to` is a user, or a bare address, which is written to in French. A `collective` in the
        context signs the mail and reads the answers, unless they go to `reply_to`.
        """
        address, language = (to, "") if isinstance(to, str) else (to.email, to.language)
        signature = signature_of(context.get("collective"))
        if reply_to:
            signature = replace(signature, reply_to=reply_to)
        language = language or settings.LANGUAGE_CODE
        mail = render(f"emails/{cls.kind}", context, language, signature)
        return queue_mail(
            key=key,
            kind=cls.kind,
            to=address,
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            signature=signature,
            attachments=attachments,
            confidential=cls.confidential,
            mailer=cls.mailer,
            now=now,
        )


@dataclass(frozen=True)
class Material:
    """What a mail's templates read, and its files."""

    context: Mapping[str, object]
    attachments: Sequence[Attachment] = ()


class LaterNotification(Notification):
    """Stored as facts (JSON), beside what it tells about; written by whoever sends it.

    `material` makes of the facts what the templates read.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "kind" in vars(cls):
            writers[cls.kind] = cls.written

    @classmethod
    def material(cls, facts: Mapping[str, Any]) -> Material:
        raise NotImplementedError

    @classmethod
    def send_facts(
        cls,
        *,
        to: Addressee,
        key: str,
        facts: Mapping[str, object],
        collective: object,
        now: datetime,
    ) -> None:
        """Store the mail, once per `key`; it is written and goes after the commit."""
        signature = signature_of(collective)
        mail = OutboxMail(
            key=key,
            kind=cls.kind,
            mailer=cls.mailer,
            to=to.email,
            sender=signature.name,
            reply_to=signature.reply_to,
            collective_uid=signature.collective,
        )
        facts = {**facts, "language": to.language or settings.LANGUAGE_CODE}
        queue_facts(mail=mail, facts=facts, now=now)

    @classmethod
    def written(cls, facts: Mapping[str, Any]) -> Written:
        with translation.override(facts["language"]):
            material = cls.material(facts)
        signature = signature_of(material.context.get("collective"))
        words = render(f"emails/{cls.kind}", material.context, facts["language"], signature)
        return replace(words, attachments=material.attachments)


def render(
    template: str, context: Mapping[str, object], language: str, signature: Signature
) -> Written:
    """The two bodies of a mail and its subject, which is the first line of the text template."""
    data = {
        "site_name": signature.name,
        "reply_to": signature.reply_to,
        "site_url": settings.BASE_URL.rstrip("/"),
        "language": language,
        **context,
    }
    with translation.override(language):
        first, _, rest = render_to_string(f"{template}.txt", data).strip().partition("\n")
        # Not by `split()`, which would take the no-break spaces of French for spaces.
        subject = re.sub(r"[ \t]+", " ", one_line(first)).strip()[:SUBJECT_LENGTH]
        html = render_to_string(f"{template}.html", {**data, "subject": subject})
    return Written(subject, re.sub(r"\n{3,}", "\n\n", rest.strip()) + "\n", html)
