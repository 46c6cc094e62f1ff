"""Writes on accounts: sign up, the profile, the persons of a household, the language."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from commons.accounts.exceptions import EmailTaken, PersonHasAccount
from commons.accounts.models import Household, Person, Session, User
from commons.core.locking import write
from commons.core.phones import parse_phone

SESSIONS_PRUNED_AT_ONCE = 5000


@write
def sign_up(
    *,
    email: str,
    first_name: str,
    last_name: str,
    phone: str,
    password: str | None,
    now: datetime,
    email_verified: bool = False,
) -> User:
    """Open an account: the user, a household of one, and the person who is both.

    `phone` as people type it, or "". Without `password` the person signs in by e-mailed codes.
    `email_verified` when the address needs no proof (the demo, an invitation). The strength of
    the password is for the form to check. Raises `EmailTaken`, `IncompletePhone`.
    """
    number = parse_phone(phone) if phone else ""
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email, password, first_name=first_name, last_name=last_name, date_joined=now
            )
    except IntegrityError as error:
        raise EmailTaken from error
    if email_verified:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _make_household(user, number)
    return user


def ensure_household(*, user: User) -> Household:
    """The household of a user; made for one whose account was opened without (an administrator)."""
    # Most have one: a page that only reads waits for no writer.
    return _household(user) or _open_household(user=user)


@write
def _open_household(*, user: User) -> Household:
    # Two devices at once: the second waits here, and finds what the first has made.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    return _household(user) or _make_household(user, "")


def _household(user: User) -> Household | None:
    person = Person.objects.select_related("household").filter(user=user).first()
    return person.household if person else None


@write
def change_profile(*, user: User, first_name: str, last_name: str, phone: str) -> Person:
    """Change a person's name and phone; a household without another account has the same name.

    Raises `IncompletePhone`.
    """
    household = ensure_household(user=user)
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])
    person = Person.objects.get(user=user)
    person.first_name, person.last_name = first_name, last_name
    person.phone = parse_phone(phone) if phone else ""
    person.save(update_fields=["first_name", "last_name", "phone"])
    if _is_alone(household):
        household.name = str(person)
        household.save(update_fields=["name"])
    return person


def phone_of(user: User) -> str:
    """How to call a person, in E.164, or ""."""
    person: Person | None = getattr(user, "person", None)
    return person.phone if person else ""


@write
def keep_phone(*, user: User, phone: str) -> None:
    """Keep the number (E.164) that a person gave elsewhere, and offer it the next time."""
    Person.objects.filter(user=user).update(phone=phone)


def _is_alone(household: Household) -> bool:
    """Whether one person of it has an account: the household's name is then theirs."""
    return household.persons.filter(user__isnull=False).count() == 1


@write
def add_person(
    *, household: Household, first_name: str, last_name: str = "", phone: str = ""
) -> Person:
    """Add somebody without an account, who may collect; sent twice, it is one person once.

    Raises `IncompletePhone`.
    """
    number = parse_phone(phone) if phone else ""
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    person, _created = household.persons.get_or_create(
        user=None, first_name=first_name, last_name=last_name, phone=number
    )
    return person


@write
def remove_person(*, person: Person) -> None:
    """Remove somebody without an account. Raises `PersonHasAccount`."""
    if person.user_id is not None:
        raise PersonHasAccount(name=str(person))
    person.delete()


@write
def choose_language(*, user: User, language: str) -> None:
    """Remember the language in which a person reads pages and mails."""
    user.language = language
    user.save(update_fields=["language"])


@write
def prune_sessions(*, now: datetime) -> int:
    """Delete sessions that ended by themselves; a batch, counted."""
    ended = Session.objects.filter(expire_date__lt=now).order_by("expire_date")
    keys = list(ended.values_list("pk", flat=True)[:SESSIONS_PRUNED_AT_ONCE])
    Session.objects.filter(pk__in=keys).only("pk").delete()
    return len(keys)


def _make_household(user: User, phone: str) -> Household:
    household, person = new_household(user, phone)
    household.save(force_insert=True)
    person.save(force_insert=True)
    return household


def new_household(user: User, phone: str) -> tuple[Household, Person]:
    """A household of one and the person who is both, not stored; `phone` in E.164 or ""."""
    name = user.get_full_name() or user.email
    household = Household(name=name)
    person = Person(
        household=household,
        user=user,
        first_name=user.first_name or name,
        last_name=user.last_name,
        phone=phone,
    )
    return household, person
