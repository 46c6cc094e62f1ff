"""Sign in: e-mail and password in one form, or a code."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from commons.accounts.models import User
from commons.accounts.services import sign_up
from commons.core.models import OutboxMail
from tests.commons.accounts.mails import last_code, last_mail
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

LOGIN = "/compte/login/"
CODE = "/compte/login/code/confirm/"
ADDRESS = "camille@sillon.example"
EXPIRED = "Ce code n’est plus valable"
TOO_MANY = "Trop d’essais"


@pytest.fixture
def camille() -> User:
    return sign_up(
        email=ADDRESS,
        first_name="Camille",
        last_name="Arnoux",
        phone="06 39 98 12 34",
        password="demo",
        email_verified=True,
        now=MONDAY,
    )


def ask_for_a_code(client: Client, **more: str) -> str:
    """The address of the page where the code is typed."""
    response = client.post(LOGIN, {"login": ADDRESS, "send_code": "1", **more})
    return str(response["Location"])


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_password_signs_in_and_leads_where_one_was_going(client: Client, camille: User) -> None:
    response = client.post(LOGIN, {"login": ADDRESS, "password": "demo", "next": "/accessibilite/"})

    assert response["Location"] == "/accessibilite/"
    assert signed_in(client)


def test_nobody_is_led_to_another_site(client: Client, camille: User) -> None:
    response = client.post(
        LOGIN, {"login": ADDRESS, "password": "demo", "next": "https://ailleurs.example/"}
    )

    assert response["Location"] == "/compte/"


def test_one_stays_signed_in_for_90_days_under_a_new_session_key(
    client: Client, camille: User
) -> None:
    client.post("/compte/langue/", {"language": "fr"})
    before = client.session.session_key

    client.post(LOGIN, {"login": ADDRESS, "password": "demo"})

    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 90 * 24 * 3600
    assert client.session.session_key != before


def test_a_wrong_password_keeps_the_address_and_offers_a_code(
    client: Client, camille: User
) -> None:
    response = client.post(LOGIN, {"login": ADDRESS, "password": "faux"})

    assert "L’adresse de courriel ou le mot de passe n’est pas le bon" in response.text
    assert f'value="{ADDRESS}"' in response.text


def test_without_a_password_the_first_button_asks_for_one(client: Client, camille: User) -> None:
    response = client.post(LOGIN, {"login": ADDRESS, "password": ""})

    assert response.status_code == 200
    assert not OutboxMail.objects.exists()


def test_a_code_signs_in_and_leads_where_one_was_going(client: Client, camille: User) -> None:
    page = ask_for_a_code(client, next="/accessibilite/", password="rempli par le navigateur")
    assert page == f"{CODE}?next=%2Faccessibilite%2F"
    assert 'name="next" value="/accessibilite/"' in client.get(page).text

    response = client.post(CODE, {"code": last_code(ADDRESS), "next": "/accessibilite/"})

    assert response["Location"] == "/accessibilite/"
    assert signed_in(client)


def test_asking_for_a_code_with_a_wrong_address_keeps_what_was_typed(client: Client) -> None:
    response = client.post(LOGIN, {"login": "camille@sillon", "send_code": "1"})

    assert 'value="camille@sillon"' in response.text
    assert 'aria-invalid="true"' in response.text


def test_an_unknown_address_gets_the_same_page_and_a_mail_that_says_so(client: Client) -> None:
    page = ask_for_a_code(client)

    assert page == CODE
    assert last_mail(ADDRESS).subject == "Aucun compte n’a cette adresse"


def test_wrong_codes_are_limited(client: Client, camille: User) -> None:
    ask_for_a_code(client, next="/accessibilite/")
    code = last_code(ADDRESS)

    for _ in range(2):
        response = client.post(CODE, {"code": "0000-0000"})
        assert "Ce n’est pas le bon code" in response.text
    response = client.post(CODE, {"code": "0000-0000", "next": "/accessibilite/"})
    page = client.get(response["Location"])

    assert TOO_MANY in page.text
    assert EXPIRED not in page.text
    assert f'value="{ADDRESS}"' in page.text
    assert 'name="next" value="/accessibilite/"' in page.text
    client.post(CODE, {"code": code})
    assert not signed_in(client)


def test_an_expired_code_says_so_and_another_is_one_button_away(
    client: Client, camille: User
) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ask_for_a_code(client, next="/accessibilite/")
        code = last_code(ADDRESS)
        clock.shift(timedelta(minutes=16))

        response = client.post(CODE, {"code": code, "next": "/accessibilite/"})
        page = client.get(response["Location"])

    assert not signed_in(client)
    assert EXPIRED in page.text
    assert f'value="{ADDRESS}"' in page.text
    assert 'name="send_code"' in page.text
    assert 'name="next" value="/accessibilite/"' in page.text


def test_a_code_typed_the_next_day_is_expired_too(client: Client, camille: User) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        ask_for_a_code(client)
        code = last_code(ADDRESS)
        clock.shift(timedelta(days=1))

        response = client.post(CODE, {"code": code}, follow=True)

    assert EXPIRED in response.text
    assert not signed_in(client)


def test_another_code_can_be_asked_for_on_the_page(client: Client, camille: User) -> None:
    ask_for_a_code(client)
    first = last_code(ADDRESS)

    response = client.post(CODE, {"action": "resend"}, follow=True)

    assert "Un nouveau code est en route" in response.text
    assert last_code(ADDRESS) != first
    client.post(CODE, {"code": last_code(ADDRESS)})
    assert signed_in(client)


def test_a_code_that_is_not_sent_again_is_not_said_to_be(client: Client, camille: User) -> None:
    client.post(LOGIN, {"login": ADDRESS, "send_code": "1"})
    answers = [client.post(CODE, {"action": "resend"}, follow=True).text for _ in range(4)]

    refused = answers[-1]
    assert "Nous n’en envoyons pas d’autre" in refused
    assert "Un nouveau code est en route" not in refused
    assert "Champ requis" not in refused
    client.post(CODE, {"code": last_code(ADDRESS)})
    assert signed_in(client)


def test_codes_are_not_sent_without_end(client: Client, camille: User) -> None:
    for _ in range(4):
        client.post("/compte/logout/")
        response = client.post(LOGIN, {"login": ADDRESS, "send_code": "1"})

    assert TOO_MANY in response.text
    assert OutboxMail.objects.count() == 3


def test_wrong_passwords_are_limited(client: Client, camille: User) -> None:
    for _ in range(6):
        response = client.post(LOGIN, {"login": ADDRESS, "password": "faux"})

    assert TOO_MANY in response.text


def test_the_demo_lists_its_accounts_on_the_login_page(client: Client) -> None:
    page = client.get(LOGIN + "?next=/accessibilite/")

    for name in ("consommateur", "producteur", "preparation", "gestion", "tresorerie"):
        assert f"{name}@sillon.example" in page.text
    for name in ("caisse", "redaction", "fiches", "reseau"):
        assert f"{name}@sillon.example" in page.text


def test_no_account_is_listed_outside_the_demo(client: Client, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]

    assert "consommateur@sillon.example" not in client.get(LOGIN).text
