"""A session that ended in mid-typing: what was typed comes back after signing in."""

import re
from html import unescape

import pytest
from django.test import Client

from commons.accounts.models import User
from home.backoffice import kept_typing
from home.models import CollectivePage, NewsIndexPage
from tests.editing import draftail, edit_path, form_of
from tests.factories import make_user
from tests.reading import read

pytestmark = pytest.mark.django_db
NEWS = "Le lavoir est en travaux, « c’est écrit »."
PASSWORD = "un mot de passe sûr"
OURS = {"Origin": "http://testserver"}
BY_ITSELF = {"Accept": "application/json"}


@pytest.fixture
def visitor() -> Client:
    """Who was signed in."""
    return Client()


def publish(client: Client, page: CollectivePage, **headers: str) -> None:
    typed = form_of(page, introduction=NEWS, text=draftail("Une\nligne"))
    client.post(edit_path(page), {**typed, "action-publish": "1"}, headers=headers)


def sign_in(client: Client, user: User, page: CollectivePage) -> str:
    typed = {"login": user.email, "password": PASSWORD, "next": edit_path(page)}
    return client.post("/compte/login/", typed, follow=True).content.decode()


def hidden(shown: str) -> dict[str, str]:
    form = shown[shown.index("<main") : shown.index("</main>")]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return {name: unescape(text) for name, text in found}


def draft_of(page: CollectivePage) -> CollectivePage:
    found: CollectivePage = CollectivePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return found


def test_what_was_typed_comes_back_after_signing_in_and_is_stored_as_a_draft(
    visitor: Client, editor: User, page: CollectivePage
) -> None:
    publish(visitor, page)

    shown = sign_in(visitor, editor, page)
    visitor.post(edit_path(page), hidden(shown))

    assert "Ce que vous aviez tapé est là" in shown
    assert (draft_of(page).introduction, "Une<br/>ligne" in str(draft_of(page).content)) == (
        NEWS,
        True,
    )
    page.refresh_from_db()
    assert page.introduction == ""
    assert NEWS in unescape(visitor.get(edit_path(page)).content.decode())


def test_a_page_that_was_never_stored_comes_back_too(
    visitor: Client, editor: User, page: CollectivePage
) -> None:
    path = f"/gestion/pages/add/home/contentpage/{page.pk}/"
    visitor.post(path, form_of(page, title="Une autre", slug="une-autre"))
    visitor.force_login(editor)

    assert "Une autre" in hidden(visitor.get(path).content.decode())["title"]


def test_who_leaves_it_finds_the_page_as_it_is_stored(
    visitor: Client, editor: User, page: CollectivePage
) -> None:
    publish(visitor, page)
    sign_in(visitor, editor, page)

    assert NEWS not in unescape(visitor.get(f"{edit_path(page)}?as_stored").content.decode())
    assert "Ce que vous aviez tapé" not in read(visitor.get(edit_path(page)))


def test_another_page_is_opened_as_ever(
    visitor: Client, editor: User, page: CollectivePage
) -> None:
    publish(visitor, page)
    sign_in(visitor, editor, page)

    answer = visitor.get(f"/gestion/pages/{NewsIndexPage.objects.get().pk}/edit/")

    assert answer.status_code == 200
    assert "Ce que vous aviez tapé" not in read(answer)


def test_who_may_not_edit_the_page_changes_nothing_by_it(
    visitor: Client, page: CollectivePage
) -> None:
    publish(visitor, page)
    visitor.force_login(make_user())
    shown = visitor.get(edit_path(page)).content.decode()

    visitor.post(edit_path(page), hidden(shown))

    assert draft_of(page).introduction == ""


def test_a_form_that_is_older_than_the_sign_in_is_given_back(
    editor: User, page: CollectivePage
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    typed = form_of(page, introduction=NEWS)
    shown = client.post(edit_path(page), typed, headers=OURS).content.decode()

    assert hidden(shown)["introduction"] == NEWS


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://ailleurs.example"}])
def test_a_form_from_elsewhere_is_refused_as_ever(
    editor: User, page: CollectivePage, headers: dict[str, str]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    answer = client.post(edit_path(page), form_of(page, introduction=NEWS), headers=headers)

    assert answer.status_code == 403
    assert NEWS not in read(answer)


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_draft_that_stores_itself_says_that_the_session_has_ended(
    editor: User, page: CollectivePage, *, is_signed_in: bool
) -> None:
    client = Client(enforce_csrf_checks=True)
    if is_signed_in:
        client.force_login(editor)

    answer = client.post(edit_path(page), form_of(page), headers={**OURS, **BY_ITSELF}).json()

    assert answer["error_message"].startswith("Votre session a pris fin")
    assert kept_typing.KEPT not in client.session


def test_a_stranger_fills_no_disk(
    visitor: Client, page: CollectivePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_typing, "LONGEST", 100)

    publish(visitor, page)

    assert kept_typing.KEPT not in visitor.session


def test_a_stranger_keeps_little_in_an_hour(
    visitor: Client, page: CollectivePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_typing, "MOST", 1)
    publish(visitor, page)
    other = Client()

    publish(other, page)

    assert kept_typing.KEPT in visitor.session
    assert kept_typing.KEPT not in other.session
