"""Building blocks without domain: identifiers, files, audit, outbox."""

from collectifs.core.models.audit import AuditEntry
from collectifs.core.models.base import UidModel
from collectifs.core.models.files import CollectifsDocument, CollectifsImage, CollectifsRendition
from collectifs.core.models.outbox import OutboxAttachment, OutboxMail

__all__ = [
    "AuditEntry",
    "CollectifsDocument",
    "CollectifsImage",
    "CollectifsRendition",
    "OutboxAttachment",
    "OutboxMail",
    "UidModel",
]
