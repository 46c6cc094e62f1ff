"""Whose name a mail goes under, and who reads the answers to it.

Said by the function that `MAIL_SIGNER` names: it knows collectives, this app knows mails.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Signature:
    """`reply_to` is an address that somebody reads; "" where none is known.

    `collective` is the uid of the one whose mail it is; None is the network's.
    """

    name: str
    reply_to: str
    collective: UUID | None = None


def signature_of(collective: object) -> Signature:
    """Of a collective's mail; of the network's where there is None."""
    found: Signature = import_string(settings.MAIL_SIGNER)(collective)
    return found
