"""Sessions in the database, each read together with the person who signed in and their household.

Every page of such a person needs all three: one query instead of two, and nothing kept that could
be stale. Django's documented way to extend its own engine; the settings name this module.
"""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from commons.accounts.models import Session, User
from commons.core.questions import Given, question


class SessionStore(DatabaseStore):
    """`user` is who signed in, as read with the session; None for a visitor."""

    user: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Any = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        made: Session = session
        return made

    def _get_session_from_db(self) -> Session | None:
        found = _session.ask(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
            return None
        self.user = found[0].user
        return found[0]


@question
def _session() -> QuerySet[Session]:
    rows = Session.objects.select_related("user__person__household")
    now = Given("now", DateTimeField())
    return rows.filter(session_key=Given("key", CharField()), expire_date__gt=now)
