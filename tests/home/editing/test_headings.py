"""Headings in order: one that skips a level is named beside its text, in words."""

import re

import pytest
from django.test import Client
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from farms.models import FarmMember
from farms.services import add_farm_member, create_farm
from home.models import CollectivePage
from tests.editing import draftail, edit_path, form_of
from tests.factories import MONDAY, make_user
from tests.reading import read

pytestmark = pytest.mark.django_db
H2, H3 = "header-two", "header-three"


def block(place: int, text: str, kind: str) -> dict[str, str]:
    value = draftail(text, type=kind)
    typed = {"type": "text", "value": value, "order": str(place), "deleted": "", "id": ""}
    return {f"content-{place}-{name}": said for name, said in typed.items()}


def publish(client: Client, page: CollectivePage, *kinds: str) -> str:
    """With a text for each, a heading of that kind."""
    texts = [block(place, f"Titre {place}", kind) for place, kind in enumerate(kinds)]
    form = form_of(page) | {"content-count": str(len(kinds)), "action-publish": "1"}
    answer = client.post(edit_path(page), form | {k: v for t in texts for k, v in t.items()})
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), read(answer))


def shown(client: Client) -> str:
    return read(client.get("/vallee-claire/"))


def test_a_page_that_starts_at_a_heading_3_is_refused_and_told_which(
    client: Client, page: CollectivePage
) -> None:
    answer = publish(client, page, H2, H2).replace("\u00a0", " ")
    assert "aucun titre" not in answer

    answer = publish(client, page, H3, H2).replace("\u00a0", " ")

    assert "« Titre 0 » est un titre de niveau 3, et aucun titre de niveau 2" in answer
    assert "Titre 0</h2>" in shown(client)


def test_a_heading_3_below_the_heading_2_of_an_earlier_block_is_in_order(
    client: Client, page: CollectivePage
) -> None:
    publish(client, page, H2, H3)

    assert "Titre 1</h3>" in shown(client)


@pytest.mark.parametrize(("level", "is_refused"), [("h3", True), ("h2", False)])
def test_the_story_of_a_farm_begins_below_the_title_of_its_page(
    db: None, level: str, *, is_refused: bool
) -> None:
    farm, client = create_farm(name="Pré Joli", now=MONDAY), Client()
    user, manages = make_user(), FarmMember.Role.MANAGES
    add_farm_member(farm=farm, user=user, role=manages, since=MONDAY.date(), now=MONDAY)
    client.force_login(user)
    form = {
        "title": "Le Pré Joli",
        "story": rich_text(f"<{level}>Nos chèvres</{level}>"),
        "practices": rich_text("<h3>Sans labour</h3>"),
        "gallery": streamfield([]),
        "picture": "",
        "comments": inline_formset([]),
        "action-publish": "1",
    }

    answer = read(client.post(edit_path(farm.page), nested_form_data(form), follow=True))

    assert ("aucun titre de niveau" in answer.replace("\u00a0", " ")) is is_refused
    assert ("Nos chèvres" in read(Client().get(farm.page.url))) is not is_refused
