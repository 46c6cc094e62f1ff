"""Reads on accounts."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from commons.accounts.models import Household, Person, User


def household_of(user: AbstractBaseUser | AnonymousUser) -> Household | None:
    """The household of whoever signed in; None for a visitor, or for an account without one."""
    if not isinstance(user, User):
        return None
    person: Person | None = getattr(user, "person", None)
    return person.household if person else None
