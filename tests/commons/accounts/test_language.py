"""French unless the person chose English."""

import pytest
from django.test import Client

from commons.accounts.services import sign_up
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


def test_the_browsers_languages_are_ignored(client: Client) -> None:
    page = client.get("/accessibilite/", headers={"accept-language": "en"})

    assert '<html lang="fr">' in page.text


def test_a_visitor_chooses_english_and_comes_back_where_they_were(client: Client) -> None:
    response = client.post("/compte/langue/", {"language": "en", "next": "/accessibilite/"})

    assert response["Location"] == "/accessibilite/"
    assert '<html lang="en">' in client.get("/accessibilite/").text


def test_the_choice_follows_the_person_to_another_device(client: Client) -> None:
    user = sign_up(
        email="camille@sillon.example",
        first_name="Camille",
        last_name="Arnoux",
        phone="",
        password="demo",
        email_verified=True,
        now=MONDAY,
    )
    client.force_login(user)
    client.post("/compte/langue/", {"language": "en"})

    other = Client()
    other.post("/compte/login/", {"login": user.email, "password": "demo"})

    assert '<html lang="en">' in other.get("/accessibilite/").text


@pytest.mark.parametrize("language", ["de", "", "fr/../"])
def test_another_language_changes_nothing(client: Client, language: str) -> None:
    client.post("/compte/langue/", {"language": language})

    assert '<html lang="fr">' in client.get("/accessibilite/").text


def test_nobody_is_led_to_another_site(client: Client) -> None:
    response = client.post(
        "/compte/langue/", {"language": "en", "next": "https://ailleurs.example/"}
    )

    assert response["Location"] == "/"
