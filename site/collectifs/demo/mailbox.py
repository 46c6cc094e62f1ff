"""Mail of the demo goes nowhere: every mail is an outbox row, and the demo shows those."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailboxBackend(BaseEmailBackend):
    """Takes every message, and leaves it to `/demo/courrier/`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)
