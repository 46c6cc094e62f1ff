"""What the outbox holds for somebody."""

import re

from commons.core.models import OutboxMail


def last_mail(to: str) -> OutboxMail:
    return OutboxMail.objects.filter(to=to).order_by("-pk")[0]


def last_code(to: str) -> str:
    found = re.search(r"\d{4}-\d{4}", last_mail(to).text)
    assert found, "no code in the last mail"
    return found[0]
