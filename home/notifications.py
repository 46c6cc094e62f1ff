"""Mails from the sites of collectives."""

from typing import ClassVar

from commons.collectives.models import Collective
from commons.core.notifications import Notification
from farms.permissions import managers_of


class ContactMessage(Notification):
    """What somebody wrote on the site of a collective; the answer goes to them."""

    kind: ClassVar[str] = "contact_message"


def readers_of(collective: Collective) -> list[str]:
    """The address of the association, else those of its managers."""
    if collective.contact_email:
        return [collective.contact_email]
    return list(managers_of(collective).values_list("email", flat=True))
