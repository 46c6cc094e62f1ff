"""The demo's people: an account for every role, and the households that order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.text import slugify

from collectifs.demo.data_files import read_json
from commons.accounts.models import Household, User
from commons.accounts.selectors import household_of
from commons.accounts.services import sign_up
from commons.collectives.models import Collective
from commons.collectives.services import join_collective

PASSWORD = "demo"  # noqa: S105  (printed by the command, only where the demo is loaded)
MEMBERS = {"vallee-claire": slice(0, 44), "trois-ponts": slice(36, 54), "plateau": slice(46, 62)}
"""Which of the people of `people.json` order where; some do in two collectives."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account that visitors of the demo may use."""

    email: str
    name: str
    role: str
    does: str


def accounts() -> list[Account]:
    """The accounts that the command prints."""
    return [
        Account(
            each["email"], f"{each['first_name']} {each['last_name']}", each["role"], each["does"]
        )
        for each in read_json("accounts")
    ]


def open_accounts(*, now: datetime) -> dict[str, User]:
    """Open the account of each role, with the demo's password; users by e-mail."""
    return {each["email"]: _open(each, PASSWORD, now) for each in read_json("accounts")}


def open_account(person: dict[str, str], *, now: datetime) -> User:
    """The account of somebody else; they sign in by an e-mailed code."""
    return _open(person, None, now)


def _open(person: dict[str, str], password: str | None, now: datetime) -> User:
    return sign_up(
        email=person["email"],
        first_name=person["first_name"],
        last_name=person["last_name"],
        phone=person.get("phone", ""),
        password=password,
        email_verified=True,
        now=now,
    )


def open_households(users: Mapping[str, User], *, now: datetime) -> list[Household]:
    """The households of `people.json`, in its order; who has an account keeps it."""
    by_name = {user.get_full_name(): user for user in users.values()}
    households = []
    for number, person in enumerate(read_json("people")):
        name = f"{person['first_name']} {person['last_name']}"
        user = by_name.get(name) or open_account(_reachable(person, number), now=now)
        household = household_of(user)
        assert household is not None  # noqa: S101  (just made)
        households.append(household)
    return households


def _reachable(person: dict[str, Any], number: int) -> dict[str, str]:
    local = slugify(f"{person['first_name']} {person['last_name']}")
    phone = f"06 39 98 {30 + number // 100} {number % 100:02d}"
    return {**person, "email": f"{local}@foyers.example", "phone": phone}


def join(households: Iterable[Household], collective: Collective, *, now: datetime) -> None:
    """Let households join a collective, over the weeks before."""
    for weeks, household in enumerate(households):
        since = now - timedelta(weeks=20 + weeks)
        join_collective(household=household, collective=collective, accepts_terms=True, now=since)
