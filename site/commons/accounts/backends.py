"""How a session becomes a person: by allauth's rules, with the household read beside it."""

from allauth.account.auth_backends import AuthenticationBackend

from commons.accounts.models import User


class AccountBackend(AuthenticationBackend):
    """Every page of somebody who signed in needs both: one query instead of two."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("person__household").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
