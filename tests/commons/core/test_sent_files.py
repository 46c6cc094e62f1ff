"""Pictures and papers that people send: read by content, limited, drawn anew."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings

from commons.core.sent_files import (
    SIDE,
    FileTooLarge,
    NotAPaper,
    NotAPicture,
    TooManyPixels,
    read_paper,
    read_picture,
)
from tests.pictures import drawn, sent

ORIENTATION, PLACE, SIDEWAYS = 0x0112, 0x8825, 6
CLEAR = "#d7eac680"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew(kind: str) -> None:
    picture = read_picture(sent(drawn(kind, (400, 300))))

    with Image.open(BytesIO(picture.content)) as image:
        assert (image.format, image.size) == ("WEBP", (400, 300))
    assert (picture.width, picture.height) == (400, 300)


def test_a_large_picture_becomes_smaller() -> None:
    picture = read_picture(sent(drawn("JPEG", (3200, 1600))))

    assert (picture.width, picture.height) == (SIDE, SIDE // 2)


def test_a_photo_is_turned_upright_and_says_no_place() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = SIDEWAYS
    exif[PLACE] = {1: "N", 2: (46.0, 54.0, 0.0)}

    picture = read_picture(sent(drawn("JPEG", (400, 300), exif=exif)))

    with Image.open(BytesIO(picture.content)) as image:
        assert image.size == (300, 400)
        assert not image.getexif()


def test_what_hides_behind_a_picture_does_not_come_along() -> None:
    picture = read_picture(sent(drawn("PNG") + b"<script>alert(1)</script>"))

    assert b"<script>" not in picture.content


def test_transparency_stays() -> None:
    picture = read_picture(sent(drawn("PNG", colour=CLEAR)))

    with Image.open(BytesIO(picture.content)) as image:
        assert image.mode == "RGBA"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"GIF89a" + bytes(60),
        drawn("JPEG")[:200],
        drawn("PNG")[:60],
    ],
    ids=["empty", "svg", "pdf", "gif", "half a jpeg", "half a png"],
)
def test_what_is_no_picture_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        read_picture(sent(content, "carottes.jpg"))


def test_a_file_with_too_many_bytes_is_refused(settings: Settings) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100

    with pytest.raises(FileTooLarge):
        read_picture(sent(drawn("JPEG")))
    with pytest.raises(FileTooLarge):
        read_paper(sent(b"%PDF-" + bytes(100)))


@pytest.mark.parametrize("most", [119_999, 50_000])
def test_too_many_pixels_are_refused(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Above twice its own limit Pillow refuses by itself."""
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 119_999
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most + 10_000)

    with pytest.raises(TooManyPixels):
        read_picture(sent(drawn("PNG", (400, 300))))


def test_a_paper_is_a_pdf_or_becomes_one() -> None:
    pdf = b"%PDF-1.7 certificat"

    assert read_paper(sent(pdf)).content == pdf
    assert read_paper(sent(drawn("JPEG"))).content.startswith(b"%PDF-")
    assert read_paper(sent(drawn("PNG", colour=CLEAR))).content.startswith(b"%PDF-")


def test_another_kind_of_paper_is_refused() -> None:
    with pytest.raises(NotAPaper):
        read_paper(SimpleUploadedFile("certificat.pdf", b"<html></html>"))
