"""A picture or a document that is deleted from the library: every page that showed it stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from commons.collectives.models import Collective
from commons.core.models import CollectifsDocument, CollectifsImage
from farms.models import FarmPage
from farms.services import create_farm
from home.models import EventIndexPage, EventPage, GuideShelf, NewsIndexPage, NewsPage
from home.sections import found_collective
from tests.factories import MONDAY, make_network
from tests.guides import add_guide
from tests.pictures import in_library, sent
from tests.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def lise(settings: Settings, tmp_path: object) -> Collective:
    settings.MEDIA_ROOT = tmp_path
    return found_collective(network=make_network(), name="La Lise", slug="lise", now=MONDAY)


def picture_block(image: Any) -> dict[str, Any]:
    image.contextual_alt_text, image.decorative = "La halle", False
    return {"picture": image, "caption": "Sous la halle", "link": ""}


def blocks(image: CollectifsImage, document: CollectifsDocument) -> list[Any]:
    shown = picture_block(image)
    return [
        ("text", "<p>Depuis 2012.</p>"),
        ("picture", shown),
        ("gallery", [shown, shown]),
        ("people", [{"name": "Ida", "does": "Trésorière", "picture": shown["picture"]}]),
        ("document", {"document": document, "title": ""}),
    ]


def write_everywhere(lise: Collective) -> tuple[CollectifsImage, CollectifsDocument]:
    """Each page of the site, a guide and a farm's page, with one picture and one document."""
    image = in_library("Halle", credit="Photo Ida")
    document = CollectifsDocument.objects.create(title="Statuts", file=sent(b"%PDF", "statuts.pdf"))
    stream, site = blocks(image, document), lise.page
    site.picture, site.content = image, stream
    site.save_revision().publish()
    words = {"summary": "Un résumé", "picture": image, "content": stream}
    NewsIndexPage.objects.child_of(site).get().add_child(
        instance=NewsPage(title="Une nouvelle", slug="nouvelle", **words)
    )
    hours = {"starts_at": MONDAY + timedelta(days=2), "ends_at": MONDAY + timedelta(days=2)}
    EventIndexPage.objects.child_of(site).get().add_child(
        instance=EventPage(title="Une fête", slug="fete", **words, **hours)
    )
    attached = [("document", {"document": document, "title": ""})]
    guide = add_guide(GuideShelf.objects.get(collective=lise), "Peser", attachments=attached)
    guide.content = stream
    guide.save_revision().publish()
    write_farm(image)
    return image, document


def write_farm(image: CollectifsImage) -> None:
    farm = create_farm(name="Le Pré", now=MONDAY)
    page = FarmPage.objects.get(farm=farm)
    page.picture, page.gallery = image, [("picture", picture_block(image))]
    page.save_revision().publish()


def left_in(page: str) -> list[str]:
    """What it still says of what was deleted."""
    said = ("Statuts", "Photo Ida", "Sous la halle", "<figure")
    return [words for words in said if words in page]


def test_pages_stay_and_show_nothing_of_what_was_deleted(client: Client, lise: Collective) -> None:
    image, document = write_everywhere(lise)
    farm = FarmPage.objects.get()
    written = ("/lise/", "/lise/actualites/nouvelle/", "/lise/agenda/fete/", "/fiches/peser/")
    paths = (*written, farm.url)
    assert all("Photo Ida" in read(client.get(path)) for path in paths)
    assert all("Statuts" in read(client.get(path)) for path in written)

    image.delete()
    document.delete()

    for path in (*paths, "/lise/actualites/", "/lise/agenda/", "/fermes/", "/fiches/", "/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert left_in(read(answer)) == [], path
    for path in written:
        page = read(client.get(path))
        assert "Depuis 2012." in page
        assert "Ida</p>" in page
        assert 'class="gallery"' not in page
    assert "Pièces jointes" not in read(client.get("/fiches/peser/"))
    assert "En images" not in read(client.get(farm.url))
