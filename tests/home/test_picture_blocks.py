"""Pictures among the blocks: where they lead, whose they are."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from commons.collectives.models import Collective
from commons.core.blocks import PictureBlock
from tests.reading import read
from tests.site_blocks import described, found, show

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def collective() -> Collective:
    return found()


def test_a_picture_leads_to_the_video_of_another_site(
    client: Client, collective: Collective
) -> None:
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    block = {"picture": described(), "caption": "", "link": video}
    show(collective, ("picture", block), ("gallery", [block]))

    page = BeautifulSoup(client.get("/lise/").content, "html.parser")

    for link in page.select(f'.parts a[href="{video}"]'):
        assert link.select_one("img[alt='La halle']")
        assert "Voir sur youtube.com" in link.text
    assert len(page.select(f'.parts a[href="{video}"]')) == 2
    assert not page.select("iframe")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://films.example/1", "nulle part"])
def test_a_picture_leads_to_pages_alone(address: str) -> None:
    with pytest.raises(ValidationError):
        PictureBlock().clean(
            PictureBlock().to_python({"picture": None, "caption": "", "link": address})
        )


def test_people_and_their_pictures_credits_are_shown(
    client: Client, collective: Collective
) -> None:
    image = described()
    image.credit = "Photo Paul"
    image.save()
    show(collective, ("people", [{"name": "Ida", "does": "", "picture": image}]))

    assert "Photo Paul</figcaption>" in read(client.get("/lise/"))
