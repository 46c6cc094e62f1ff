"""A mail in the outbox, for tests."""

from typing import Any

from commons.core.mail_signatures import Signature
from commons.core.models import OutboxMail
from commons.core.outbox import queue_mail
from tests.factories import MONDAY


def queue(**fields: Any) -> OutboxMail:
    defaults: dict[str, Any] = {
        "key": "order-placed:1",
        "kind": "order_placed",
        "to": "camille@sillon.example",
        "subject": "Votre commande",
        "text": "Bonjour Camille,",
        "signature": Signature("La Lise", "bureau@lise.example"),
        "now": MONDAY,
    }
    return queue_mail(**defaults | fields)
