"""A session is read with its person, and only as long as both stand."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commons.accounts.models import Session, User
from commons.accounts.services import ensure_household
from commons.accounts.sessions import SessionStore
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ACCOUNT = "/compte/"


@pytest.fixture
def visit() -> tuple[Client, User]:
    client, user = Client(), make_user()
    ensure_household(user=user)
    client.force_login(user)
    return client, user


def signed_in(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_the_session_knows_its_person_and_their_household(
    visit: tuple[Client, User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, user = visit

    with django_assert_num_queries(1):
        session = SessionStore(client.session.session_key)
        assert session[SESSION_KEY] == str(user.pk)
        assert session.user == user
        assert session.user.person.household.pk


def test_a_session_of_before_that_column_still_opens(visit: tuple[Client, User]) -> None:
    client, _user = visit
    Session.objects.update(user=None)

    assert signed_in(client)


def test_whoever_may_not_sign_in_any_more_is_out_at_once(visit: tuple[Client, User]) -> None:
    client, user = visit
    assert signed_in(client)

    User.objects.filter(pk=user.pk).update(is_active=False)

    assert not signed_in(client)


def test_another_password_ends_the_sessions_of_before(visit: tuple[Client, User]) -> None:
    client, user = visit
    user.set_password("une autre phrase")
    user.save()

    assert not signed_in(client)


def test_signing_out_ends_the_session(visit: tuple[Client, User]) -> None:
    client, _user = visit
    key = client.session.session_key

    client.logout()

    assert not Session.objects.filter(pk=key).exists()


def test_a_person_who_is_deleted_leaves_no_session(visit: tuple[Client, User]) -> None:
    client, user = visit

    user.delete()

    assert not Session.objects.exists()
    assert not signed_in(client)
