"""Pictures of pages: their text is asked for, their middle kept, their sizes made ahead of time."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from PIL import Image
from pytest_django import Settings
from wagtail import hooks
from wagtail.blocks import StructBlockValidationError
from wagtail.images.forms import ImageInsertionForm

from commons.core.alternative_text import refuse_file_name
from commons.core.described_image import DescribedImage
from commons.core.models import CollectifsImage
from commons.core.pictures_ahead import draw_pictures
from home.models import CollectivePage
from home.sections import ensure_collective_page
from tests.factories import make_collective
from tests.pictures import drawn, files_left_open, sent, with_position
from tests.reading import read

pytestmark = pytest.mark.django_db
ASKED = "Dites en quelques mots ce que montre l’image"
NAMED = "C’est le nom d’un fichier"
NAMES = ["IMG_1234", "photo.jpg", "DSC_0042.JPEG", "P1000234", "IMG-20240101-WA0001", "le pré.heic"]
WORDS = [
    "Deux chèvres au pré",
    "Photo du lavoir en 2012",
    "P’tit marché",
    "Image de la ferme, 2024",
]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path


def make_image(content: bytes = b"", **fields: Any) -> CollectifsImage:
    image: CollectifsImage = CollectifsImage.objects.create(
        **{"title": "IMG_1234", "file": sent(content or drawn("WEBP"), "photo.webp")} | fields
    )
    return image


def form(prefix: str = "", **fields: Any) -> dict[str, Any]:
    typed = {"title": "Photo", "collection": "1", "tags": "", "description": ""} | fields
    return {f"{prefix}{name}": value for name, value in typed.items()}


def add(client: Client, **fields: Any) -> str:
    file = sent(drawn("PNG"), "photo.png")
    return read(client.post("/gestion/images/add/", form(file=file, **fields), follow=True))


def choose(client: Client, **fields: Any) -> str:
    typed = form("image-chooser-upload-", file=sent(drawn("PNG"), "photo.png"), **fields)
    return str(client.post("/gestion/images/chooser/create/", typed).json())


@pytest.mark.parametrize("text", NAMES)
def test_the_name_of_a_file_is_no_text(text: str) -> None:
    with pytest.raises(ValidationError, match=NAMED):
        refuse_file_name(text)


@pytest.mark.parametrize("text", WORDS)
def test_words_are_a_text(text: str) -> None:
    refuse_file_name(text)


@pytest.mark.parametrize("send", [add, choose])
def test_a_picture_without_a_text_is_asked_for_one(client: Client, send: Any) -> None:
    assert ASKED in send(client)
    assert NAMED in send(client, description="IMG_1234")
    assert not CollectifsImage.objects.exists()


@pytest.mark.parametrize("send", [add, choose])
@pytest.mark.parametrize("given", [{"description": "Deux chèvres"}, {"is_decorative": "on"}])
def test_a_picture_with_a_text_or_none_to_give_is_kept(
    client: Client, send: Any, given: dict[str, str]
) -> None:
    send(client, **given)

    image = CollectifsImage.objects.get()
    assert image.default_alt_text == given.get("description", "")


def test_a_picture_among_many_is_kept_once_its_text_is_given(client: Client) -> None:
    file = sent(with_position(), "IMG_0001.jpg")
    asked = client.post("/gestion/images/multiple/add/", {"files[]": file, "title": "IMG"}).json()
    kept_before = CollectifsImage.objects.exists()
    number = asked["uploaded_file_id"]
    path = f"/gestion/images/multiple/create_from_uploaded_image/{number}/"
    prefix = f"uploaded-image-{number}-"

    with files_left_open():
        refused = client.post(path, form(prefix, description="IMG_0001")).json()
        taken = client.post(path, form(prefix, description="Deux chèvres")).json()

    assert (kept_before, refused["success"], taken["success"]) == (False, False, True)
    assert NAMED in refused["form"]
    image = CollectifsImage.objects.get()
    with image.file.open() as opened:
        content = opened.read()
    assert b"chez moi" not in content
    assert (image.width, image.height, Image.open(BytesIO(content)).format) == (40, 30, "WEBP")


def test_the_text_of_a_picture_is_asked_for_when_it_is_changed(
    client: Client, page: CollectivePage
) -> None:
    image = make_image(description="Deux chèvres", collection=page.files)

    answer = read(client.post(f"/gestion/images/{image.pk}/", form(description="goats.png")))

    assert NAMED in answer
    image.refresh_from_db()
    assert image.description == "Deux chèvres"


def test_a_picture_in_a_block_takes_no_file_name_for_its_text() -> None:
    block, image = DescribedImage(), make_image()
    image.contextual_alt_text = "IMG_1234"

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(image)

    assert NAMED in str(refused.value.block_errors["alt_text"])


def test_a_decorative_picture_in_a_block_needs_no_text() -> None:
    image = make_image()
    image.decorative, image.contextual_alt_text = True, ""

    assert DescribedImage().clean(image) == image


def test_a_picture_in_a_text_takes_no_file_name_for_its_text() -> None:
    hooks.search_for_hooks()  # as whoever opens the admin

    typed = ImageInsertionForm({"format": "left", "alt_text": "IMG_1234.jpg"})

    assert NAMED in typed.errors["alt_text"][0]


def test_the_title_of_a_picture_is_never_read_aloud() -> None:
    image = make_image()

    assert image.get_rendition("width-20").alt == ""


def test_the_middle_that_was_chosen_stays_in_the_picture() -> None:
    painted = Image.new("RGB", (400, 100), "#ffffff")
    painted.paste("#1b6b3a", (350, 0, 400, 100))
    out = BytesIO()
    painted.save(out, "PNG")
    image = make_image(
        out.getvalue(),
        **{"focal_point_x": 375, "focal_point_y": 50},
        **{"focal_point_width": 50, "focal_point_height": 100},
    )

    rendition = image.get_rendition("fill-100x100")

    with rendition.file.open() as opened, Image.open(opened) as cut:
        pixel = cut.convert("RGB").getpixel((90, 50))
    assert isinstance(pixel, tuple)
    red, green, _blue = pixel
    assert red < green


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_every_size_of_a_picture_is_webp(kind: str) -> None:
    image = make_image(file=sent(drawn(kind), f"photo.{kind.lower()}"))

    assert image.get_rendition("width-20").file.name.endswith(".webp")


def test_what_a_page_shows_is_drawn_once_it_is_published(
    page: CollectivePage,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
    tmp_path: Any,
    settings: Settings,
) -> None:
    (tmp_path / "pictured.html").write_text(
        "{% load wagtailimages_tags %}{% image page.picture fill-20x20 %}"
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    ]
    monkeypatch.setattr(CollectivePage, "template", "pictured.html")
    page.picture = make_image(description="Deux chèvres")

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert page.picture.renditions.filter(filter_spec="fill-20x20").exists()


def test_a_page_that_is_gone_meanwhile_draws_nothing(page: CollectivePage) -> None:
    page.unpublish()

    assert draw_pictures.call(page.pk) == 0
    assert draw_pictures.call(page.pk + 1000) == 0


def test_what_has_no_address_is_not_drawn_and_those_above_are() -> None:
    collective = make_collective()
    ensure_collective_page(collective)

    above = ["the network's home", "the list of guides"]
    assert draw_pictures.call(collective.guide_shelf.pk) == len(above)
