"""Pages without data: each answers in French, on the base, with one title."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/accessibilite/", "/mentions-legales/", "/styleguide/"])
def test_a_page_has_one_title_and_a_way_to_its_content(client: Client, path: str) -> None:
    page = client.get(path).content.decode()

    assert page.count("<h1") == 1
    assert 'href="#contenu"' in page
    assert '<html lang="fr">' in page


def test_a_real_installation_shows_no_sheet_of_components(
    client: Client, settings: Settings
) -> None:
    settings.DEMO = False

    assert client.get("/styleguide/").status_code == 404


def test_the_legal_notice_gives_the_source_code(client: Client, settings: Settings) -> None:
    page = client.get("/mentions-legales/").content.decode()

    assert f'href="{settings.SOURCE_URL}"' in page
    assert "Obtenir son code source" in page


def test_scripts_carry_the_nonce_of_the_policy(client: Client) -> None:
    answer = client.get("/accessibilite/")

    nonce = answer.content.decode().split('nonce="', 1)[1].split('"', 1)[0]

    assert f"'nonce-{nonce}'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["403", "403_csrf", "404", "429", "503"])
def test_an_error_page_leads_back_home(name: str) -> None:
    page = render_to_string(f"{name}.html", request=RequestFactory().get("/nulle-part/"))

    assert page.count("<h1") == 1
    assert '<a class="btn" href="/">' in page


def test_an_unknown_address_is_a_french_404(client: Client) -> None:
    answer = client.get("/accessibilite/inconnue/")

    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.content.decode()
