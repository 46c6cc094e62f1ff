"""The audit: who did what, when, to what. Written in the transaction of the act itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser

from commons.core.models import AuditEntry


class HasUid(Protocol):
    """A row that is named outside by its `uid`."""

    uid: UUID


def record(
    *,
    actor: AbstractBaseUser | None,
    action: str,
    target: HasUid,
    data: Mapping[str, object] | None = None,
    now: datetime,
) -> None:
    """Note an act; ``action`` is a verb in code ("set_quota"), ``actor`` None is the platform.

    ``data`` holds what changed as plain JSON: uids, numbers, dates as text; no personal data.
    """
    entry(actor=actor, action=action, target=target, data=data, now=now).save(force_insert=True)


def entry(
    *,
    actor: AbstractBaseUser | None,
    action: str,
    target: HasUid,
    data: Mapping[str, object] | None = None,
    now: datetime,
) -> AuditEntry:
    """The row of an act, not stored, for what writes many at once; see `record`."""
    return AuditEntry(
        at=now,
        actor_id=actor.pk if actor else None,
        action=action,
        target_type=type(target).__name__.lower(),
        target_uid=target.uid,
        data=dict(data or {}),
    )
