"""How a session becomes a person: by allauth's rules, with the household read beside it."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import IntegerField, QuerySet

from commons.accounts.models import User
from commons.core.questions import Given, question


class AccountBackend(AuthenticationBackend):
    """Every page of somebody who signed in needs both: one query instead of two."""

    def get_user(self, user_id: int) -> User | None:
        found = _with_household.ask(user=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


@question
def _with_household() -> QuerySet[User]:
    of_id = User.objects.filter(pk=Given("user", IntegerField()))
    return of_id.select_related("person__household").order_by()
