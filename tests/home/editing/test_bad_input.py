"""What an editor pastes, types at length, or links to: refused beside its field, or left a text."""

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import CollectivePage, HomePage
from tests.editing import draftail, edit_path, form_of
from tests.reading import read

pytestmark = pytest.mark.django_db
PIXEL = "data:image/png;base64,iVBORw0KGgo="
WHOLE = {"offset": 0, "length": 6, "key": 0}


def text_with(kind: str, **data: object) -> str:
    """One word, of a kind of thing that the editor of texts knows."""
    thing = {"type": kind, "mutability": "MUTABLE", "data": data}
    return draftail("Lavoir", {"0": thing}, entityRanges=[WHOLE])


def publish(client: Client, page: CollectivePage, **fields: str) -> str:
    form = form_of(page, **fields) | {"action-publish": "1"}
    return read(client.post(edit_path(page), form, follow=True))


def main_part(client: Client) -> str:
    """Of the page, as a visitor gets it."""
    page = client.get("/vallee-claire/").content.decode()
    return page[page.index("<main") : page.index("</main>")]


def shown(client: Client) -> str:
    """What the page says around this word."""
    main = main_part(client)
    place = main.index("Lavoir")
    return main[main.rindex("<p", 0, place) : main.index("</p>", place)]


@pytest.mark.parametrize(
    "body",
    [
        text_with("IMAGE", src=PIXEL, alt="Lavoir"),
        text_with("IMAGE", id="1", src=PIXEL, alt="Lavoir", format="left"),
        text_with("EMBED", url="https://www.youtube.com/watch?v=1", embedType="video"),
        draftail(f'<img src="{PIXEL}"> Lavoir'),
    ],
)
def test_a_text_holds_no_picture_that_was_pasted_and_nothing_in_a_frame(
    client: Client, page: CollectivePage, body: str
) -> None:
    publish(client, page, text=body)

    (block,) = CollectivePage.objects.get(pk=page.pk).content
    assert "<img" not in block.value.source
    for tag in ("<img", "<iframe", "<embed"):
        assert tag not in main_part(client)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        PIXEL,
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://sillon.example/1",
    ],
)
def test_a_link_of_a_kind_that_is_none_leads_nowhere(
    client: Client, page: CollectivePage, address: str
) -> None:
    publish(client, page, text=text_with("LINK", url=address))

    assert "Lavoir" in shown(client)
    assert "href" not in shown(client)


@pytest.mark.parametrize("address", ["https://www.youtube.com/watch?v=1", "mailto:a@b.example"])
def test_a_link_elsewhere_stays_a_link(client: Client, page: CollectivePage, address: str) -> None:
    publish(client, page, text=text_with("LINK", url=address))

    assert f'<a href="{address}">Lavoir</a>' in shown(client)


def test_a_link_to_a_page_that_was_deleted_is_a_text(client: Client, page: CollectivePage) -> None:
    other = HomePage.objects.get().add_child(instance=Page(title="Nous", slug="nous"))
    publish(client, page, text=text_with("LINK", id=other.pk, url="/nous/", parentId=2))
    assert 'href="/nous/"' in shown(client)

    other.delete()

    assert "Lavoir" in shown(client)
    assert "href" not in shown(client)
    assert client.get(edit_path(page)).status_code == 200
    assert client.get(f"/gestion/pages/{page.pk}/history/").status_code == 200


@pytest.mark.parametrize("field", ["title", "seo_title", "introduction"])
def test_300_characters_are_refused_beside_their_field_and_stay(
    client: Client, page: CollectivePage, field: str
) -> None:
    long = "a" * 300

    answer = publish(client, page, **{field: long})

    assert "255 caractères" in answer or "250 caractères" in answer
    assert long in answer
    page.refresh_from_db()
    assert page.title == "Vallée claire"


@pytest.mark.parametrize("field", ["title", "description", "credit"])
def test_300_characters_are_refused_beside_a_picture(
    client: Client, page: CollectivePage, field: str
) -> None:
    typed = {"title": "Lavoir", "description": "Un lavoir", "collection": "1", "tags": ""}

    answer = client.post("/gestion/images/add/", typed | {field: "a" * 300})

    assert answer.status_code == 200
    assert "a" * 300 in read(answer)


def test_a_draft_that_another_has_stored_meanwhile_is_not_overwritten(
    client: Client, page: CollectivePage
) -> None:
    loaded = page.latest_revision
    page.introduction = "D’une autre."
    page.save_revision()

    sent = form_of(page, introduction="Perdu ?", loaded_revision_id=str(loaded.pk))
    answer = client.post(edit_path(page), sent, headers={"Accept": "application/json"})

    assert answer.json()["error_message"] == "Enregistrer écrasera une version plus récente."
    assert page.get_latest_revision_as_object().introduction == "D’une autre."
