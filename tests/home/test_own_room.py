"""Where each role arrives by signing in."""

from collections.abc import Iterator

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.test import Client

from tests.cast import Cast, make_cast
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
ROOMS = {
    **dict.fromkeys(("manager_a", "editor_a", "network_editor", "network_admin"), "/gestion/"),
    **dict.fromkeys(("producer", "preparer"), "/producteur/"),
    **dict.fromkeys(("consumer_a", "cashier_a", "treasurer_a"), "/compte/"),
}


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(MONDAY, tick=False):
        yield make_cast()


def arrives(cast: Cast, person: str, **more: str) -> str:
    user, client = cast.users[person], Client()
    user.password = make_password("demo")
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    typed = {"login": user.email, "password": "demo"}
    return str(client.post("/compte/login/", {**typed, **more})["Location"])


@pytest.mark.parametrize(("person", "room"), ROOMS.items())
def test_each_role_arrives_in_its_own_room(cast: Cast, person: str, room: str) -> None:
    assert arrives(cast, person) == room


def test_whoever_was_on_the_way_to_a_page_gets_there(cast: Cast) -> None:
    assert arrives(cast, "manager_a", next="/vallee/boutique/") == "/vallee/boutique/"
