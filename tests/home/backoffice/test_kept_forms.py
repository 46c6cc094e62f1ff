"""A session that ended in mid-typing: every form of the back office comes back as it was sent."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from commons.collectives.models import Collective
from home.backoffice import kept_typing
from home.backoffice.kept_typing import KEPT, is_kept
from home.sections import ensure_sections
from tests.architecture import test_cast_rooms as rooms
from tests.architecture.addresses import addresses
from tests.architecture.company import Company
from tests.architecture.room_expectations import FORMS
from tests.cast import Cast, make_cast
from tests.furnished import furnish, rows_of
from tests.pictures import drawn, in_library, sent
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
OURS = {"Origin": "http://testserver"}
BACK = "Ce que vous aviez tapé est de nouveau là"
WORDS = {"sentence": "Douze fermes, « et cent foyers ».", "contact_email": "bureau@lise.example"}


@pytest.fixture
def cast(settings: Settings, tmp_path: object) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    made = make_cast()
    furnish(made)
    ensure_sections()
    return made


def signed_in(cast: Cast, client: Client | None = None) -> Client:
    """Signed in; `client` is the browser that had nobody any more."""
    found = client or Client()
    found.force_login(cast.users["manager_a"])
    return found


def five() -> str:
    return reverse("backoffice_site:index", args=["vallee"])


def texts(client: Client, path: str) -> dict[str, object]:
    """What the fields of a page hold."""
    page = client.get(path)
    forms = BeautifulSoup(page.content, "html.parser").select("main form[method=post]")
    return {name: value for form in forms for name, value in rooms.fields_of(form).items()}


def shown_forms(cast: Cast) -> Iterator[tuple[str, dict[str, object]]]:
    """Every form of a room that has fields: its address, and what is typed there."""
    company, rows = Company(cast), rows_of(cast, cast.a)
    for name in FORMS:
        path = rooms.path(name, rows)
        asked = company.asks("manager_a", path)
        typed = {**rooms.on_page(company, name, rows), **FORMS[name](cast.a)}
        if asked == "200" and FORMS[name](cast.a):
            yield path, typed


def is_same(shown: object, typed: object) -> bool:
    """A text area begins with a line of its own; a box that is ticked says nothing."""
    return str(shown).strip() == str(typed).strip() or (shown, typed) == ("", "on")


def test_every_form_of_a_room_shows_again_what_was_typed(cast: Cast) -> None:
    lost, tried = {}, 0
    for path, typed in shown_forms(cast):
        browser = Client()
        browser.post(path, typed)
        browser.force_login(cast.users["manager_a"])
        shown = texts(browser, path)
        tried += 1
        lost |= {
            f"{path} {name}": (typed[name], text)
            for name, text in shown.items()
            if name not in ("csrfmiddlewaretoken", "co_once") and not is_same(text, typed[name])
        }

    assert tried > 15
    assert lost == {}


def test_nothing_is_saved_before_the_person_saves_it(cast: Cast) -> None:
    browser = Client()
    browser.post(five(), WORDS)
    signed_in(cast, browser)

    answer = read(browser.get(five()))
    before = Collective.objects.get(slug="vallee").contact_email
    sent_again = browser.post(five(), texts(browser, five()))

    assert BACK in answer
    assert before != WORDS["contact_email"]
    assert sent_again.status_code == 302
    assert Collective.objects.get(slug="vallee").contact_email == WORDS["contact_email"]
    assert BACK not in read(browser.get(five()))


def test_who_leaves_it_finds_the_form_as_it_is_stored(cast: Cast) -> None:
    browser = Client()
    browser.post(five(), WORDS)
    signed_in(cast, browser)

    stored = read(browser.get(f"{five()}?as_stored"))

    assert WORDS["sentence"] not in stored
    assert BACK not in read(browser.get(five()))


def test_what_is_wrong_with_it_is_said_beside_the_field(cast: Cast) -> None:
    browser = Client()
    browser.post(five(), WORDS | {"contact_email": "bureau"})
    signed_in(cast, browser)

    assert "Saisissez une adresse" in read(browser.get(five()))


def test_what_another_changed_meanwhile_is_told_before_it_is_overwritten(cast: Cast) -> None:
    """The form remembers what it showed when the session still lasted."""
    browser = signed_in(cast)
    typed = {**texts(browser, five()), **WORDS}
    browser.post(reverse("account_logout"))
    browser.post(five(), typed)
    signed_in(cast).post(five(), {**WORDS, "sentence": "D’une autre."})
    signed_in(cast, browser)

    answer = read(browser.post(five(), texts(browser, five())))

    assert "Quelqu’un a modifié" in answer or "pendant que vous" in answer
    assert unescape(WORDS["sentence"]) in answer


def test_a_form_that_is_older_than_the_sign_in_is_shown_again(cast: Cast) -> None:
    browser = signed_in(cast, Client(enforce_csrf_checks=True))

    answer = browser.post(five(), WORDS, headers=OURS, follow=True)

    assert BACK in read(answer)
    assert WORDS["sentence"] in read(answer)


def test_a_form_of_a_room_from_elsewhere_is_refused_as_ever(cast: Cast) -> None:
    browser = signed_in(cast, Client(enforce_csrf_checks=True))

    answer = browser.post(five(), WORDS, headers={"Origin": "https://ailleurs.example"})

    assert answer.status_code == 403
    assert KEPT not in browser.session


def test_neither_files_nor_passwords_nor_bare_buttons_are_kept(cast: Cast) -> None:
    browser, button = Client(), Client()

    browser.post(five(), WORDS | {"password1": "secret", "picture": sent(drawn("PNG"))})
    button.post(five(), {"csrfmiddlewaretoken": "x", "co_once": "1", "co_seen": "2"})

    kept = browser.session[KEPT]["typed"]
    assert "sentence=" in kept
    assert not re.search("secret|picture", kept)
    assert KEPT not in button.session


def test_another_person_reads_nothing_of_a_room_that_is_not_theirs(cast: Cast) -> None:
    browser = Client()
    browser.post(five(), WORDS)
    browser.force_login(cast.users["manager_b"])

    answer = browser.get(five())

    assert answer.status_code == 404
    assert WORDS["sentence"] not in read(answer)


def test_a_form_of_wagtails_is_sent_again_by_a_button(cast: Cast) -> None:
    image = in_library("Un lavoir", collection=cast.a.collective.page.files)
    path = reverse("wagtailimages:edit", args=[image.pk])
    browser = Client()
    browser.post(path, {"title": "Lavoir", "description": "Un lavoir sous la neige", "tags": ""})
    signed_in(cast, browser)

    page = read(browser.get(path))
    browser.post(path, texts(browser, path))

    assert "rien n’a été enregistré" in page
    image.refresh_from_db()
    assert image.description == "Un lavoir sous la neige"


def test_a_stranger_fills_no_disk_by_a_room(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_typing, "LONGEST", 10)
    browser = Client()

    browser.post(five(), WORDS)

    assert KEPT not in browser.session


@pytest.mark.parametrize("name", [*kept_typing.EDITORS, *kept_typing.FORMS])
def test_each_form_that_is_kept_is_one_of_wagtails(name: str) -> None:
    assert is_kept(name)
    assert name in {each.name for each in addresses()}
