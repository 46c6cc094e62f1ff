"""Every page of the account is in our frame; passwords, address, second factor."""

import re

import pytest
from django.test import Client

from commons.accounts.models import User
from commons.accounts.services import sign_up
from tests.commons.accounts.mails import last_code, last_mail
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

ADDRESS = "camille@sillon.example"
PASSWORD = "la charrue du voisin"


@pytest.fixture
def camille() -> User:
    return sign_up(
        email=ADDRESS,
        first_name="Camille",
        last_name="Arnoux",
        phone="",
        password=PASSWORD,
        email_verified=True,
        now=MONDAY,
    )


@pytest.fixture
def at_home(client: Client, camille: User) -> Client:
    client.post("/compte/login/", {"login": ADDRESS, "password": PASSWORD})
    client.post("/compte/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize(
    "path", ["login/", "login/code/", "signup/", "password/reset/", "password/reset/done/"]
)
def test_a_visitors_pages_are_in_our_frame(client: Client, path: str) -> None:
    assert 'class="skip"' in client.get(f"/compte/{path}").text


@pytest.mark.parametrize(
    "path",
    [
        "email/",
        "password/change/",
        "logout/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "reauthenticate/",
    ],
)
def test_the_pages_of_an_account_are_in_our_frame(at_home: Client, path: str) -> None:
    page = at_home.get(f"/compte/{path}")

    assert page.status_code == 200
    assert 'class="skip"' in page.text
    assert page.text.count("<h1>") == 1


def test_the_second_factor_asks_for_the_password_again(client: Client, camille: User) -> None:
    client.post("/compte/login/", {"login": ADDRESS, "password": PASSWORD})

    response = client.get("/compte/2fa/totp/activate/")

    assert response["Location"].startswith("/compte/reauthenticate/?next=")


def test_a_forgotten_password_is_replaced_by_a_link(client: Client, camille: User) -> None:
    response = client.post("/compte/password/reset/", {"email": ADDRESS}, follow=True)
    assert "/demo/courrier/" in response.text
    link = re.search(r"https?://[^/]+(\S+)", last_mail(ADDRESS).text)
    assert link

    form = client.get(link[1], follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"password1": "une autre charrue", "password2": "une autre charrue"},
    )

    camille.refresh_from_db()
    assert camille.check_password("une autre charrue")
    assert last_mail(ADDRESS).text.startswith("Votre mot de passe a été remplacé.")


def test_a_link_that_was_used_says_so(client: Client, camille: User) -> None:
    page = client.get("/compte/password/reset/key/1-inconnu/")

    assert "/compte/password/reset/" in page.text


def test_changing_the_password_tells_its_owner_by_mail(at_home: Client, camille: User) -> None:
    new = {"password1": "une autre charrue", "password2": "une autre charrue"}

    at_home.post("/compte/password/change/", {"oldpassword": PASSWORD, **new})

    camille.refresh_from_db()
    assert camille.check_password("une autre charrue")
    assert last_mail(ADDRESS).subject == "Votre mot de passe a été changé."


def test_a_new_address_counts_once_its_code_is_typed(at_home: Client, camille: User) -> None:
    at_home.post("/compte/email/", {"action_add": "", "email": "arnoux@sillon.example"})
    camille.refresh_from_db()
    assert camille.email == ADDRESS

    at_home.post("/compte/confirm-email/", {"code": last_code("arnoux@sillon.example")})

    camille.refresh_from_db()
    assert camille.email == "arnoux@sillon.example"


def test_signing_out_takes_a_post(at_home: Client) -> None:
    at_home.get("/compte/logout/")
    assert "_auth_user_id" in at_home.session

    at_home.post("/compte/logout/")
    assert "_auth_user_id" not in at_home.session


@pytest.mark.parametrize("form", ["/gestion/login/", "/_util/login/"])
def test_wagtails_own_login_forms_lead_to_ours(client: Client, camille: User, form: str) -> None:
    response = client.post(form, {"username": ADDRESS, "password": PASSWORD})

    assert response["Location"].startswith("/compte/login/?next=")
    assert "_auth_user_id" not in client.session


def test_whoever_may_not_enter_the_admin_is_told_so_and_not_sent_round(at_home: Client) -> None:
    page = at_home.get("/gestion/", follow=True)

    assert page.status_code == 403
    assert "Vous n’avez pas accès à cette page" in page.text


def test_a_visitor_of_the_admin_comes_back_there(client: Client) -> None:
    page = client.get("/gestion/pages/", follow=True)

    assert 'name="next" value="/gestion/pages/"' in page.text
