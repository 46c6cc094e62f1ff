"""Every screen of the admin, Wagtail's and ours, of everybody inside: French, and ours by name."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import time_machine
import wagtail.admin
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import Settings

from home.sections import ensure_sections
from tests.architecture import test_cast_rooms as rooms
from tests.architecture import test_cast_wagtail as screens
from tests.architecture.company import Company
from tests.architecture.office_texts import English, strings_in, texts_of
from tests.architecture.wagtail_expectations import IN_ADMIN
from tests.cast import make_cast
from tests.factories import MONDAY
from tests.furnished import furnish, rows_of

values = screens.values
"""The rows of Wagtail's screens."""
# Of Wagtail, and what it shows of itself: said by its own French.
ITS_OWN = ("Wagtail", "wagtail.org", "Quoi de neuf", "Raccourcis", "Guide de l'éditeur", "avatar")
ITS_MARKS = ".icon-wagtail, img[src*=avatar], a[href*='wagtail.org'], #keyboard-shortcuts-dialog"
# Which ours in `templates/wagtailadmin/` repeat, since they have no blocks there.
WAGTAILS_OWN = {"skeleton.html": "e24190d53b6e8561", "shared/header.html": "37d78005e6612711"}
# Not the message of that name: Wagtail's explorer writes it where a page has nothing to say.
PYTHONS = "None"
NAMES = {
    **{"manager_a": "Vallee", "editor_a": "Vallee", "manager_b": "Plateau"},
    "producer": "Ferme des Hirondelles",
}


@pytest.fixture
def company(db: None, settings: Settings, tmp_path: object) -> Iterator[Company]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(MONDAY, tick=False):
        cast = make_cast()
        furnish(cast)
        ensure_sections()
        yield Company(cast)


@pytest.fixture
def pages(company: Company, values: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """What everybody inside reads, by person and address."""
    rows = rows_of(company.cast, company.cast.a)
    paths = [
        *(screens.path_of(address, values) for address in screens.SCREENS),
        *(rooms.path(name, rows) for name in rooms.ROOMS),
    ]
    answers = {(person, path): company.reads(person, path) for person in IN_ADMIN for path in paths}
    return {asked: page for asked, (answer, page) in answers.items() if answer == "200"}


def test_every_screen_is_french_and_speaks_of_nobody_else(
    pages: dict[tuple[str, str], str],
) -> None:
    english, wrong = English(), {}
    for asked, page in pages.items():
        texts = texts_of(page)
        strange = english.in_texts(texts) - {PYTHONS}
        strange |= {text for text in texts if any(word in text for word in ITS_OWN)}
        strange |= {str(mark)[:80] for mark in BeautifulSoup(page, "html.parser").select(ITS_MARKS)}
        wrong |= dict.fromkeys(strange, asked)

    assert len(pages) > 200
    assert wrong == {}


@pytest.mark.parametrize("person", IN_ADMIN)
def test_title_menu_and_home_carry_the_name(company: Company, person: str) -> None:
    name = NAMES.get(person, "Sillon commun")

    _answer, page = company.reads(person, "/gestion/")

    soup = BeautifulSoup(page, "html.parser")
    assert soup.title
    assert soup.title.get_text() == f"Tableau de bord | {name}"
    for part in ("[data-wagtail-sidebar-branding-logo]", "main"):
        assert name in soup.select(part)[0].get_text()
    assert not soup.select("main form[role=search]")


def test_what_scripts_say_is_french(company: Company) -> None:
    _answer, catalogue = company.reads("editor_a", "/gestion/jsi18n/")

    said = json.loads(catalogue.split("const newcatalog = ", 1)[1].split(";\n", 1)[0])

    assert English().in_texts(strings_in(said)) == set()
    assert not [text for text in strings_in(said) if "Wagtail" in text]


def test_the_menu_tells_no_version(company: Company) -> None:
    _answer, page = company.reads("network_admin", "/gestion/")

    assert not any(text.startswith("Wagtail v") for text in texts_of(page))
    assert "Paramètres" in texts_of(page)
    assert "Aide" not in texts_of(page)


@pytest.mark.parametrize("name", WAGTAILS_OWN)
def test_wagtails_template_is_as_it_was_when_ours_was_written(name: str) -> None:
    """Where this fails: bring what changed into ours, then note the new digest."""
    wagtails = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin" / name

    assert sha256(wagtails.read_bytes()).hexdigest()[:16] == WAGTAILS_OWN[name]


def test_an_address_that_does_not_exist_keeps_our_face(company: Company) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(company.cast.users["editor_a"])

    page = client.get("/gestion/nulle-part/")

    assert page.status_code == 404
    assert "Page introuvable | Vallee" in page.content.decode()
    assert not [text for text in texts_of(page.content.decode()) if "Wagtail" in text]
