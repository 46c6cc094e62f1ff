"""Pictures and papers that people send: read by content, limited, drawn anew."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from pytest_django import Settings

from commons.core.sent_files import (
    SIDE,
    FileTooLarge,
    NotAPaper,
    NotAPicture,
    TooManyPixels,
    read_document,
    read_paper,
    read_picture,
)
from tests.pictures import drawn, sent, with_position

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


def test_nothing_that_came_beside_a_picture_stays() -> None:
    """A comment or XMP would be written into the PDF too."""
    photo = with_position()

    assert b"chez moi" in photo
    assert b"chez moi" not in read_picture(sent(photo)).content
    assert b"chez moi" not in read_paper(sent(photo)).content


def test_a_grey_of_16_bits_is_scaled_and_not_cut() -> None:
    """A scanned paper would be all white."""
    out = BytesIO()
    scan = Image.new("I;16", (40, 30), 32_768)
    scan.paste(65_535, (20, 0, 40, 30))
    scan.save(out, "PNG")

    picture = read_picture(sent(out.getvalue(), "scan.png"))

    with Image.open(BytesIO(picture.content)) as image:
        dark, light = image.getpixel((5, 15)), image.getpixel((35, 15))
    assert isinstance(dark, tuple)
    assert isinstance(light, tuple)
    assert abs(dark[0] - 128) < 6
    assert light[0] > 250


def test_a_jpeg_is_known_whatever_its_name() -> None:
    assert read_picture(sent(drawn("JPEG"), "IMG_0001.heic")).width == 40


def test_a_camera_with_two_pictures_in_one_file_sends_the_first() -> None:
    out = BytesIO()
    image = Image.new("RGB", (40, 30), "#d7eac6")
    image.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))])

    assert read_picture(sent(out.getvalue())).width == 40


def test_pixels_are_counted_before_any_is_drawn(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda *_: pytest.fail("drawn"))

    with pytest.raises(TooManyPixels):
        read_picture(sent(drawn("PNG", (400, 300))))


def test_a_sheet_is_kept_as_it_is() -> None:
    sheet = b"nom;prix"

    assert read_document(sent(sheet, "prix.csv")).read() == sheet


@pytest.mark.parametrize("name", ["certificat.pdf", "certificat.txt", "certificat.heic"])
def test_the_photo_of_a_paper_becomes_a_pdf_whatever_its_name(name: str) -> None:
    document = read_document(sent(with_position(), name))

    content = document.read()
    assert content.startswith(b"%PDF-")
    assert b"chez moi" not in content
    assert document.name == "certificat.pdf"


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
