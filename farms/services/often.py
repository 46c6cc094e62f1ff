"""What causes a mail is not done without end."""

from datetime import datetime, timedelta

from commons.accounts.models import User
from commons.core.models import AuditEntry
from farms.exceptions import TooOften

AN_HOUR = timedelta(hours=1)
MOST = 30


def require_not_too_often(actor: User | None, action: str, now: datetime) -> None:
    """Raises ``TooOften`` where a person did the same `MOST` times within the hour."""
    if actor is None:
        return
    done = AuditEntry.objects.filter(actor=actor, action=action, at__gt=now - AN_HOUR)
    if done.count() >= MOST:
        raise TooOften
