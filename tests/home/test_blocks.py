"""Blocks of a site: each fills itself once, shows nothing of another, leaves nothing when empty."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from home.blocks import filled
from home.models import CollectivePage, ContentPage
from tests.factories import MONDAY, make_place, make_user
from tests.reading import read
from tests.site_blocks import BY_THEMSELVES, found, furnish, picture, show, written_blocks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def collective() -> Collective:
    return found()


def test_every_block_twice_costs_15_queries_at_most(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    furnish(collective)
    blocks = written_blocks(collective) + filled(*BY_THEMSELVES)
    show(collective, *blocks, *blocks)
    CollectivePage.objects.update(picture=picture())
    client.get("/lise/")
    client.force_login(make_user())

    with django_assert_max_num_queries(15):
        page = read(client.get("/lise/"))

    assert page.count("Bonne soupe.") == 2
    assert page.count("Produit 8") == 2
    assert page.count('alt="La halle"') == 8


def test_blocks_fill_themselves(client: Client, collective: Collective) -> None:
    furnish(collective)
    show(collective, *filled(*BY_THEMSELVES))

    page = read(client.get("/lise/"))

    assert "Prochaines distributions" in page
    assert page.index("Produit 8") < page.index("Produit 0")
    assert "Vieux" not in page
    assert page.index("Qui vient le 27 novembre") < page.index("Verger") < page.index("Rucher")
    assert "Nouvelle 3" in page
    assert "Nouvelle 0" not in page
    assert "Fête de la soupe" in page
    assert "<b>11</b> fermes" in page


def test_a_title_of_the_editor_takes_the_place_of_the_own_one(
    client: Client, collective: Collective
) -> None:
    furnish(collective)

    show(collective, ("products", {"title": "Ce qui mûrit"}))

    page = read(client.get("/lise/"))
    assert "Ce qui mûrit</h2>" in page
    assert "Produits du moment" not in page


def test_without_anything_to_show_a_block_leaves_nothing(
    client: Client, collective: Collective
) -> None:
    show(collective, *filled(*BY_THEMSELVES))

    assert 'class="block-' not in read(client.get("/lise/"))


def test_nothing_of_another_collective_is_shown(client: Client, collective: Collective) -> None:
    furnish(found("autre"))
    blocks = [*filled(*BY_THEMSELVES), ("way", {"title": "", "place": None, "text": ""})]
    show(collective, *blocks)

    page = read(client.get("/lise/"))

    assert 'class="block-' not in page


def test_the_way_shows_the_place_that_is_chosen_else_each_in_use(
    client: Client, collective: Collective
) -> None:
    chosen = make_place(collective, name="Halle", opening_notes="Par la cour.")
    make_place(collective, name="Café")
    make_place(collective, name="Ancien", is_active=False)
    show(collective, ("way", {"title": "", "place": chosen, "text": ""}))
    page = read(client.get("/lise/"))
    assert "Par la cour." in page
    assert "Café" not in page

    show(collective, ("way", {"title": "", "place": None, "text": ""}))

    page = read(client.get("/lise/"))
    assert page.index("Café") < page.index("Halle")
    assert "Ancien" not in page


def test_a_place_of_another_collective_is_refused(collective: Collective) -> None:
    page = collective.page
    page.content = [("way", {"title": "", "place": make_place(found("autre")), "text": ""})]

    with pytest.raises(ValidationError, match="est un lieu d’un autre collectif"):
        page.full_clean()


def test_an_editor_chooses_among_the_places_of_the_own_collective(collective: Collective) -> None:
    own, other = make_place(collective, name="Halle"), make_place(found("autre"), name="Café")
    editor, client = make_user(), Client()
    grant_role(collective=collective, user=editor, role=Role.EDITOR, actor=None, now=MONDAY)
    client.force_login(editor)

    offered = client.get(reverse("place_chooser:choose")).json()["html"]

    assert "Halle" in offered
    assert "Café" not in offered
    assert client.get(reverse("place_chooser:chosen", args=[own.pk])).status_code == 200
    assert client.get(reverse("place_chooser:chosen", args=[other.pk])).status_code == 404
    several = client.get(reverse("place_chooser:chosen_multiple"), {"id": [own.pk, other.pk]})
    assert "Café" not in several.text


def test_the_call_to_join_says_what_it_costs_and_leads_there(
    client: Client, collective: Collective
) -> None:
    show(collective, ("join", {"title": "", "dues": "10 € par an", "text": ""}))

    page = read(client.get("/lise/"))

    assert "Cotisation\u00a0: 10 € par an" in page
    assert 'href="/lise/adherer/"' in page


def test_a_new_site_is_worth_showing_at_once(client: Client, collective: Collective) -> None:
    furnish(collective)

    page = read(client.get("/lise/"))

    for words in ("Prochaines distributions", "Produits du moment", "Qui vient", "Adhérer"):
        assert words in page


def test_pages_of_the_site_take_the_same_blocks(
    client: Client, collective: Collective, django_assert_max_num_queries: Any
) -> None:
    furnish(collective)
    blocks = written_blocks(collective) + filled(*BY_THEMSELVES)
    page = ContentPage(title="Venir", slug="venir", content=[*blocks, *blocks])
    collective.page.add_child(instance=page)
    client.get("/lise/venir/")
    client.force_login(make_user())

    with django_assert_max_num_queries(15):
        shown = read(client.get("/lise/venir/"))

    assert "Par la cour." in shown
