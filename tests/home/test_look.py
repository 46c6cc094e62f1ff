"""The logo and the colour of a collective: on its site, its shop, its rooms."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest_django import Settings

from commons.collectives.colours import GROUNDS, LEAST, contrast, contrast_of_text, tokens_of
from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from home.sections import found_collective
from tests.factories import MONDAY, make_distribution, make_network, make_user
from tests.front.test_tokens import DARK, LIGHT
from tests.managing import form_on
from tests.pictures import drawn, sent

WINE = "#8a1538"
PAIRS = [
    *(("on-brand", ground) for ground in ("brand", "brand-hover")),
    *(("brand-ink", ground) for ground in ("bg", "surface", "sunken", "brand-soft")),
]


@pytest.fixture
def collective(db: None, monday: None, settings: Settings, tmp_path: object) -> Collective:
    settings.MEDIA_ROOT = tmp_path
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


@pytest.fixture
def client(collective: Collective) -> Client:
    user, client = make_user(), Client()
    grant_role(collective=collective, user=user, role=Role.EDITOR, actor=None, now=MONDAY)
    client.force_login(user)
    return client


def dress(client: Client, **typed: Any) -> str:
    path = reverse("backoffice_site:look", args=["lise"])
    return unescape(client.post(path, form_on(client, path) | typed, follow=True).text)


@given(st.integers(0, 0xFFFFFF))
def test_whatever_colour_is_taken_each_text_is_read_in_both_themes(number: int) -> None:
    colour = f"#{number:06x}"
    assume(contrast_of_text(colour) >= LEAST)

    for theme, tokens in tokens_of(colour).items():
        named = {**GROUNDS[theme], **tokens}
        faint = [pair for pair in PAIRS if contrast(named[pair[0]], named[pair[1]]) < LEAST]
        assert (theme, faint) == (theme, [])


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_the_grounds_are_those_of_the_tokens(theme: str, tokens: dict[str, str]) -> None:
    assert GROUNDS[theme] == {name: tokens[f"--c-{name}"] for name in GROUNDS[theme]}


def test_a_colour_stands_on_the_site_and_in_the_shop(
    client: Client, collective: Collective
) -> None:
    shop = f"/lise/boutique/{make_distribution(collective).slug}/"

    assert "Enregistré." in dress(client, colour=WINE)

    for path in ("/lise/", "/lise/contact/", "/lise/actualites/", shop):
        assert 'href="/couleurs/8a1538.css"' in client.get(path).text
    assert "couleurs/" not in client.get("/").text
    sheet = client.get("/couleurs/8a1538.css")
    assert "--c-brand: #8a1538;" in sheet.text
    assert sheet["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ("#f4b82e", "un contraste de 1,7\u00a0: il en faut 4,5"),
        ("vert", "Écrivez une couleur comme «\u00a0#1e6a3c\u00a0»"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_beside_the_field(
    client: Client, collective: Collective, colour: str, said: str
) -> None:
    told = dress(client, colour=colour)

    collective.refresh_from_db()
    assert said in told
    assert f'value="{colour}"' in told
    assert collective.colour == ""
    assert client.get(f"/couleurs/{colour.strip('#')}.css").status_code == 404


def test_our_own_colour_is_none(client: Client, collective: Collective) -> None:
    dress(client, colour=WINE)

    dress(client, colour="#1E6A3C")

    collective.refresh_from_db()
    assert collective.colour == ""


def test_a_logo_stands_in_the_header_and_above_the_menu_of_its_people(
    client: Client, collective: Collective
) -> None:
    dress(client, logo=sent(drawn("PNG")))

    collective.refresh_from_db()
    assert re.search(r'href="/lise/">\s*<img src="/media/logos/', client.get("/lise/").text)
    assert collective.logo.url in client.get(reverse("wagtailadmin_home")).text
    file = Client().get(collective.logo.url)
    file.close()
    assert file.status_code == 200


def test_a_logo_is_taken_away(client: Client, collective: Collective) -> None:
    dress(client, logo=sent(drawn("PNG")))

    dress(client, removes_logo="on")

    collective.refresh_from_db()
    assert not collective.logo
    assert "/media/logos/" not in client.get("/lise/").text


def test_the_same_again_changes_nothing(client: Client) -> None:
    dress(client, colour=WINE)

    assert "Rien n’a été changé." in dress(client, colour=WINE)
