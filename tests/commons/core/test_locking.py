"""A service is one transaction, done again where two writers met."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import OperationalError, connection, transaction
from django.utils.functional import SimpleLazyObject

from commons.accounts.models import Household, User
from commons.core import locking
from commons.core.locking import Busy, write
from commons.core.refusals import Refused
from tests.factories import MONDAY, make_household, make_user


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PAUSE", 0)


def locked() -> OperationalError:
    """As SQLite says it; the cause is what a driver raised."""
    error = OperationalError("database is locked")
    error.__cause__ = sqlite3.OperationalError("locked")
    return error


def renaming(failures: int) -> Callable[..., list[str]]:
    """A service that meets another writer some times, after it has changed what it was given."""
    found: list[str] = []

    @write
    def rename(*, household: Household, name: str, now: datetime) -> list[str]:
        found.append(household.name)
        household.name = name
        household.save(update_fields=["name"])
        if len(found) <= failures:
            raise locked()
        return found

    return rename


@pytest.mark.django_db(transaction=True)
def test_each_try_finds_its_rows_as_they_were_given() -> None:
    household = make_household(name="Arnoux")

    found = renaming(2)(household=household, name="Benali", now=MONDAY)

    assert found == ["Arnoux"] * 3
    assert household.name == Household.objects.get().name == "Benali"


@pytest.mark.django_db(transaction=True)
def test_what_stays_busy_stores_nothing_and_leaves_its_rows_alone() -> None:
    household = make_household(name="Arnoux")

    with pytest.raises(Busy):
        renaming(3)(household=household, name="Benali", now=MONDAY)

    assert household.name == Household.objects.get().name == "Arnoux"


@pytest.mark.django_db(transaction=True)
def test_a_new_row_is_new_again() -> None:
    tries = []

    @write
    def store(household: Household) -> None:
        household.save(force_insert=True)
        tries.append(household.pk)
        if len(tries) == 1:
            raise locked()

    store(Household(name="Arnoux"))

    assert Household.objects.get().pk == tries[1]


@pytest.mark.django_db(transaction=True)
def test_inside_another_transaction_the_outer_one_is_done_again() -> None:
    household, inner, tries = make_household(name="Arnoux"), renaming(1), []

    @write
    def outer() -> None:
        tries.append(1)
        inner(household=household, name="Benali", now=MONDAY)

    outer()

    assert len(tries) == 2
    assert Household.objects.get().name == "Benali"


@pytest.mark.django_db
def test_a_transaction_of_somebody_else_is_not_done_again() -> None:
    household, rename = make_household(), renaming(1)

    with pytest.raises(OperationalError), transaction.atomic():
        rename(household=household, name="Benali", now=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_final() -> None:
    tries = []

    @write
    def refuse() -> None:
        tries.append(connection.in_atomic_block)
        raise Refused

    with pytest.raises(Refused):
        refuse()
    assert tries == [True]


@pytest.mark.django_db(transaction=True)
def test_whoever_acts_may_be_read_late() -> None:
    user, tries = make_user(), []
    late: User = SimpleLazyObject(lambda: user)  # type: ignore[assignment]

    @write
    def act(*, actor: User) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise locked()
        return actor.email

    assert act(actor=late) == user.email
