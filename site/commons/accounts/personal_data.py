"""The account itself, its household, its persons, how it signs in; and what `core` holds."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from commons.accounts.models import User
from commons.accounts.own_data import Part, register
from commons.accounts.selectors import household_of
from commons.core import personal_data as of_core


def _account(user: User) -> dict[str, object]:
    household = household_of(user)
    persons = household.persons.order_by("pk") if household else []
    keys = Authenticator.objects.filter(user=user).order_by("pk")
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language": user.language,
        "joined": user.date_joined,
        "last_login": user.last_login,
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified")),
        "second_factors": list(keys.values("type", "created_at", "last_used_at")),
        "sessions_until": list(user.sessions.values_list("expire_date", flat=True)),
        "household": household and {"name": household.name},
        "persons": [
            {"first_name": each.first_name, "last_name": each.last_name, "phone": each.phone}
            for each in persons
        ],
    }


def _of_core(user: User) -> dict[str, object]:
    return of_core.export(email=user.email, user=user.pk)


def _erase_of_core(user: User, _now: datetime) -> None:
    of_core.erase(email=user.email)


register(
    Part(
        name="account",
        export=_account,
        covers={
            *(f"accounts.User.{name}" for name in ("first_name", "last_name", "email")),
            *("accounts.User.password", "accounts.Household.name"),
            *(f"accounts.Person.{name}" for name in ("first_name", "last_name", "phone")),
            *("accounts.Session.session_key", "accounts.Session.session_data"),
            *("account.EmailAddress.email", "account.EmailConfirmation.key"),
            "mfa.Authenticator.data",
        },
    )
)
register(Part(name="mails", export=_of_core, erase=_erase_of_core, covers=of_core.COVERS))
