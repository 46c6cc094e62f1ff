"""Building blocks without domain: identifiers, files, audit, outbox."""

from commons.core.models.audit import AuditEntry
from commons.core.models.base import UidModel
from commons.core.models.files import CollectifsDocument, CollectifsImage, CollectifsRendition
from commons.core.models.outbox import OutboxAttachment, OutboxMail

__all__ = [
    "AuditEntry",
    "CollectifsDocument",
    "CollectifsImage",
    "CollectifsRendition",
    "OutboxAttachment",
    "OutboxMail",
    "UidModel",
]
