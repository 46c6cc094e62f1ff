"""Who did what to orders, stock, prices, members and settings."""

import uuid

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One act, append-only; it names things by `uid` and holds no personal data."""

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_uid = models.UUIDField(default=uuid.uuid4)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_uid", "at"], name="core_audit_target")
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_uid}"
