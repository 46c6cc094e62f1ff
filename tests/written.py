"""Mails as they go: those that are stored as facts get their words first."""

from commons.core.mail_writers import write_mail
from commons.core.models import OutboxMail


def write_mails() -> None:
    """Write what waits, as whoever sends it would."""
    for mail in OutboxMail.objects.filter(facts__isnull=False):
        write_mail(mail=mail)
