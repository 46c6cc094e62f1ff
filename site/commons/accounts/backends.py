"""How a session becomes a person: by allauth's rules, with the household read beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.base import SessionBase

from commons.accounts.models import User

_session: ContextVar[SessionBase | None] = ContextVar("session", default=None)


@contextmanager
def read_with(session: SessionBase) -> Iterator[None]:
    """While Django asks who signed in: the session has read them already."""
    token = _session.set(session)
    try:
        yield
    finally:
        _session.reset(token)


class AccountBackend(AuthenticationBackend):
    """Every page of somebody who signed in needs both: read with the session, else at once."""

    def get_user(self, user_id: int) -> User | None:
        user: User | None = getattr(_session.get(), "user", None)
        if user is None or user.pk != user_id:
            user = User.objects.select_related("person__household").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
