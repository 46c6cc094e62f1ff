"""What the services of accounts keep and refuse."""

import pytest

from collectifs.demo.data_files import read_json
from commons.accounts.exceptions import EmailTaken, PersonHasAccount
from commons.accounts.forms import DEMO_ACCOUNTS
from commons.accounts.models import Household, Person, User
from commons.accounts.selectors import household_of
from commons.accounts.services import (
    add_person,
    change_profile,
    ensure_household,
    remove_person,
    sign_up,
)
from commons.core.phones import IncompletePhone
from tests.factories import MONDAY, make_household, make_user

pytestmark = pytest.mark.django_db


def open_account(email: str = "Camille@Sillon.example", phone: str = "06 39 98 12 34") -> User:
    return sign_up(
        email=email,
        first_name="Camille",
        last_name="Arnoux",
        phone=phone,
        password=None,
        now=MONDAY,
    )


def test_an_account_without_password_has_no_usable_one() -> None:
    user = open_account()

    assert (user.email, user.date_joined) == ("camille@sillon.example", MONDAY)
    assert not user.has_usable_password()
    assert household_of(user) == Household.objects.get()


def test_the_same_address_in_other_letters_is_refused_and_nothing_is_stored() -> None:
    open_account()

    with pytest.raises(EmailTaken):
        open_account(email="CAMILLE@sillon.example")

    assert (User.objects.count(), Household.objects.count()) == (1, 1)


def test_an_incomplete_phone_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(IncompletePhone):
        open_account(phone="06 39")

    assert not User.objects.exists()


def test_an_account_without_household_gets_one_once() -> None:
    user = make_user("Camille", "Arnoux")

    first, second = ensure_household(user=user), ensure_household(user=user)

    assert first == second
    assert str(first.persons.get()) == "Camille Arnoux"


def test_a_household_of_one_account_takes_its_name() -> None:
    user = open_account()

    change_profile(user=user, first_name="Camille", last_name="Roux", phone="07 00 00 00 00")

    household = Household.objects.get()
    assert household.name == "Camille Roux"
    assert household.persons.get().phone == "+33700000000"


def test_a_household_of_two_accounts_keeps_its_name() -> None:
    user = open_account()
    household = Household.objects.get()
    Person.objects.create(household=household, user=make_user("Noé", "Arnoux"), first_name="Noé")

    change_profile(user=user, first_name="Camille", last_name="Roux", phone="")

    household.refresh_from_db()
    assert household.name == "Camille Arnoux"


def test_somebody_without_an_account_comes_and_goes() -> None:
    household = make_household()

    person = add_person(household=household, first_name="Noé")
    assert household.persons.count() == 2

    remove_person(person=person)
    assert household.persons.count() == 1


def test_somebody_with_an_account_is_not_removed_by_another() -> None:
    household = make_household(make_user("Camille", "Arnoux"))

    with pytest.raises(PersonHasAccount, match="Camille Arnoux"):
        remove_person(person=household.persons.get())


def test_the_login_page_offers_the_accounts_that_the_demo_opens() -> None:
    opened = [account["email"] for account in read_json("accounts")]

    assert sorted(account.email for account in DEMO_ACCOUNTS) == sorted(opened)
