"""Every page that allauth draws speaks our French: curly apostrophes, « courriel », no jargon."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.test import Client
from django.urls import reverse

from commons.accounts.models import User
from commons.accounts.services import sign_up
from tests.commons.accounts.mails import last_mail
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

ADDRESS = "camille@sillon.example"
PASSWORD = "la charrue du voisin"
HIDDEN = re.compile(r"<(script|style|svg|head)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
STRAIGHT = re.compile(r"[a-zéè](?:'|&#x27;|&#39;)[a-zéè]", re.IGNORECASE)
LIBRARYS_WORDS = re.compile(
    r"e-?mail|authentificateur|réinitialis|jeton|\btoken|\bpassword|clé secrète", re.IGNORECASE
)
# A browser makes the whole of it; these pages read no more.
CREDENTIAL = {"clientExtensionResults": {"credProps": {"rk": True}}}


@pytest.fixture
def camille() -> User:
    return account(PASSWORD)


def account(password: str | None) -> User:
    return sign_up(
        email=ADDRESS,
        first_name="Camille",
        last_name="Arnoux",
        phone="",
        password=password,
        email_verified=True,
        now=MONDAY,
    )


@pytest.fixture
def at_home(client: Client, camille: User) -> Client:
    """Signed in, and the password typed once more, so that no page asks for it."""
    client.post(reverse("account_login"), {"login": ADDRESS, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def add_app(user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def add_key(user: User) -> Authenticator:
    key: Authenticator = WebAuthn.add(user, "Téléphone", CREDENTIAL).instance
    return key


def says_it_our_way(client: Client, path: str) -> str:
    """The words of the page at `path`, once they are ours."""
    page = client.get(path)
    assert page.status_code == 200
    words = TAG.sub(" ", HIDDEN.sub(" ", page.text)).replace(ADDRESS, "")
    assert not STRAIGHT.findall(words)
    assert not LIBRARYS_WORDS.findall(words)
    assert page.text.count("<h1>") == 1
    return words


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_request_login_code",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_a_visitors_pages(client: Client, name: str) -> None:
    says_it_our_way(client, reverse(name))


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    ],
)
def test_the_pages_of_whoever_has_no_second_factor(at_home: Client, name: str) -> None:
    says_it_our_way(at_home, reverse(name))


@pytest.mark.parametrize(
    "name",
    [
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ],
)
def test_the_pages_of_whoever_has_an_app(at_home: Client, camille: User, name: str) -> None:
    add_app(camille)

    says_it_our_way(at_home, reverse(name))


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn"])
def test_the_pages_of_whoever_has_a_key(at_home: Client, camille: User, name: str) -> None:
    add_key(camille)

    says_it_our_way(at_home, reverse(name))


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_the_pages_of_a_key(at_home: Client, camille: User, name: str) -> None:
    key = add_key(camille)

    says_it_our_way(at_home, reverse(name, args=[key.pk]))


def test_a_key_proves_who_is_there(
    at_home: Client, camille: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_key(camille)
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])

    says_it_our_way(at_home, reverse("mfa_reauthenticate_webauthn"))


def test_the_scripts_of_a_key_find_what_they_look_for(at_home: Client) -> None:
    page = at_home.get(reverse("mfa_add_webauthn")).text

    for anchor in ("mfa_webauthn_add", "id_passwordless", "id_credential", "js_data"):
        assert f'id="{anchor}"' in page


def test_the_second_step_of_signing_in(client: Client, camille: User) -> None:
    add_app(camille)
    client.post(reverse("account_login"), {"login": ADDRESS, "password": PASSWORD})

    says_it_our_way(client, reverse("mfa_authenticate"))

    page = client.get(reverse("mfa_authenticate")).text
    for anchor in ("mfa_webauthn_authenticate", "id_credential", "js_data", "logout-from-stage"):
        assert f'id="{anchor}"' in page


def test_a_wrong_code_is_answered_in_our_words(client: Client, camille: User) -> None:
    add_app(camille)
    client.post(reverse("account_login"), {"login": ADDRESS, "password": PASSWORD})

    page = client.post(reverse("mfa_authenticate"), {"code": "000"})

    assert "Ce n’est pas le bon code." in page.text


def test_whoever_has_no_password_may_choose_one(client: Client) -> None:
    client.force_login(account(None))

    says_it_our_way(client, reverse("account_set_password"))


def test_the_page_behind_the_link_of_a_forgotten_password(client: Client, camille: User) -> None:
    client.post(reverse("account_reset_password"), {"email": ADDRESS})
    link = re.search(r"https?://[^/]+(\S+)", last_mail(ADDRESS).text)
    assert link

    form = client.get(link[1], follow=True)

    says_it_our_way(client, form.redirect_chain[-1][0])


def test_a_link_that_is_no_longer_good(client: Client) -> None:
    says_it_our_way(client, reverse("account_reset_password_from_key", args=["1", "inconnu"]))
