"""What a stranger can have mailed to somebody else's address has an end, each hour."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from commons.core.models import OutboxMail
from tests.factories import MONDAY, make_user

pytestmark = pytest.mark.django_db
PERSON = {"first_name": "Odile", "last_name": "Perret", "phone": "06 39 98 12 34", "password1": ""}


def ask(path: str, email: str, n: int, **more: str) -> int:
    """The n-th time: each from elsewhere, a minute and a half later than before."""
    with time_machine.travel(MONDAY + timedelta(seconds=90 * n), tick=False):
        answer = Client(REMOTE_ADDR=f"203.0.113.{n}").post(path, more | {"email": email})
    return answer.status_code


@pytest.mark.parametrize(
    ("path", "person"), [("/compte/password/reset/", {}), ("/compte/signup/", PERSON)]
)
def test_an_address_gets_ten_an_hour(path: str, person: dict[str, str]) -> None:
    email = make_user("Odile").email

    answers = [ask(path, email, n, **person) for n in range(12)]

    assert answers.count(302) == 10
    assert answers[10:] == [429, 429]
    assert OutboxMail.objects.filter(to=email).count() == 10


def test_the_others_get_theirs() -> None:
    email, other = make_user("Odile").email, make_user("Paul").email
    for n in range(12):
        ask("/compte/password/reset/", email, n)

    assert ask("/compte/password/reset/", other, 12) == 302
