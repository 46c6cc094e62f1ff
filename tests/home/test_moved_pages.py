"""A page of one collective is moved below another: address, rights, menu, and what it names."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from commons.accounts.models import User
from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from home.models import ContentPage
from home.sections import found_collective
from tests.editing import form_of
from tests.factories import MONDAY, make_network, make_place, make_user
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
OLD, NEW = "/lise/venir/", "/serein/venir/"
WORDS = "Par le chemin du lavoir."


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lise() -> Collective:
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


@pytest.fixture
def serein() -> Collective:
    return found_collective(network=make_network(), name="Le Serein", slug="serein", now=MONDAY)


@pytest.fixture
def page(lise: Collective) -> ContentPage:
    """With the way to a place of the collective."""
    place = make_place(lise, name="Halle de la Lise")
    page = ContentPage(title="Venir chez nous", slug="venir", show_in_menus=True)
    page.content = [("text", f"<p>{WORDS}</p>"), ("way", {"title": "", "place": place, "text": ""})]
    lise.page.add_child(instance=page)
    page.save_revision().publish()
    return page


def editor_of(*collectives: Collective) -> User:
    user = make_user()
    for each in collectives:
        grant_role(collective=each, user=user, role=Role.EDITOR, actor=None, now=MONDAY)
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def move(user: User, page: ContentPage, to: Collective) -> Any:
    path = f"/gestion/pages/{page.pk}/move/{to.page.pk}/confirm/"
    answer = browser(user).post(path, follow=True)
    page.refresh_from_db()
    return answer


def edit_form(page: ContentPage) -> dict[str, str]:
    """The fields as they stand: the text is left out, the way stays."""
    (way,) = (each for each in page.content if each.block_type == "way")
    block = {"type": "way", "order": "0", "deleted": "", "id": way.id}
    values = {"title": "", "text": "null", "place": str(way.value["place"].pk)}
    return form_of(page) | {
        "slug": page.slug,
        "content-count": "1",
        **{f"content-0-{name}": value for name, value in block.items()},
        **{f"content-0-value-{name}": value for name, value in values.items()},
    }


def test_an_editor_of_both_moves_a_page_and_its_old_address_leads_to_it(
    client: Client, page: ContentPage, lise: Collective, serein: Collective
) -> None:
    move(editor_of(lise, serein), page, serein)

    old = client.get(OLD)
    assert (old.status_code, old["Location"]) == (301, NEW)
    shown = read(client.get(NEW))
    assert WORDS in shown
    assert "Le Serein" in shown
    assert "La Lise" not in shown


def test_the_menus_follow(
    client: Client, page: ContentPage, lise: Collective, serein: Collective
) -> None:
    move(editor_of(lise, serein), page, serein)

    assert "Venir chez nous" not in read(client.get("/lise/"))
    assert f'href="{NEW}"' in read(client.get("/serein/"))


def test_so_do_the_rights(page: ContentPage, lise: Collective, serein: Collective) -> None:
    of_lise, of_serein = editor_of(lise), editor_of(serein)
    path = f"/gestion/pages/{page.pk}/edit/"
    before = [browser(each).get(path).status_code for each in (of_lise, of_serein)]

    move(editor_of(lise, serein), page, serein)

    after = [browser(each).get(path).status_code for each in (of_lise, of_serein)]
    assert (before[0], after[1]) == (200, 200)
    assert 200 not in (before[1], after[0])


def test_nobody_moves_a_page_to_where_they_do_not_write(
    client: Client, page: ContentPage, lise: Collective, serein: Collective
) -> None:
    for user in (editor_of(lise), editor_of(serein)):
        move(user, page, serein)

    assert WORDS in read(client.get(OLD))
    assert client.get(NEW).status_code == 404


def test_a_place_of_the_former_collective_is_not_shown_and_named_when_it_is_edited(
    client: Client, page: ContentPage, lise: Collective, serein: Collective
) -> None:
    assert "Halle de la Lise" in read(client.get(OLD))
    both = editor_of(lise, serein)

    move(both, page, serein)

    assert "Halle de la Lise" not in read(client.get(NEW))
    form = edit_form(page) | {"action-publish": "1"}
    told = read(browser(both).post(f"/gestion/pages/{page.pk}/edit/", form, follow=True))
    said = "Halle de la Lise, Saint-Aubert-sur-Lise est un lieu d’un autre collectif"
    assert json.dumps(said)[1:-1] in told  # Wagtail's script shows it beside the field
