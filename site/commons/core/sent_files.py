"""Files that people send: what they are is read in them, and pictures are drawn anew.

A picture that was drawn anew holds nothing of what came with it: no place where the photo was
taken, no code behind its end. `settings` has the limits, which are those of Wagtail's own screens.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from commons.core.models import CollectifsDocument, CollectifsImage
from commons.core.refusals import Refused

TAKEN = ("JPEG", "PNG", "WEBP")
SIDE = 1600  # pixels: twice what the largest rendition shows
SHADES = 256  # of a 16-bit grey for one of 8 bits
PDF = b"%PDF-"
# What may be read as a paper; other documents (sheets, texts) are kept as they are.
PAPERS = (".pdf", ".jpg", ".jpeg", ".png", ".webp", ".heic")
BROKEN = (OSError, SyntaxError, ValueError, EOFError)  # what Pillow raises for a broken file


class FileRefused(Refused):
    """A file that is not taken."""


class FileTooLarge(FileRefused):
    """More bytes than WAGTAILIMAGES_MAX_UPLOAD_SIZE."""

    sentence = _("This file is too large: %(most)s MB at most.")


class TooManyPixels(FileRefused):
    """A small file may unfold to more than the memory holds."""

    sentence = _("This picture is too large: %(most)s million pixels at most.")


class NotAPicture(FileRefused):
    """Whatever its name says."""

    sentence = _("This is no picture that we can show: send a JPEG, PNG or WebP file.")


class NotAPaper(FileRefused):
    """Neither a PDF nor a picture of a paper."""

    sentence = _("Send a PDF, or a photo of the paper (JPEG, PNG or WebP).")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture drawn anew, as WebP; sizes in pixels."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a PDF."""

    content: bytes


def read_picture(sent: File[bytes]) -> Picture:
    """Draw a picture anew. Raises ``FileTooLarge``, ``TooManyPixels`` or ``NotAPicture``."""
    image = _drawn(sent)
    out = BytesIO()
    image.save(out, "WEBP", quality=85)
    return Picture(out.getvalue(), *image.size)


def read_paper(sent: File[bytes]) -> Paper:
    """A PDF as it is, a photo as a PDF.

    Raises ``FileTooLarge``, ``TooManyPixels`` or ``NotAPaper``.
    """
    _check_size(sent)
    sent.seek(0)
    if sent.read(len(PDF)) == PDF:
        sent.seek(0)
        return Paper(sent.read())
    try:
        image = _drawn(sent)
    except NotAPicture as error:
        raise NotAPaper from error
    out = BytesIO()
    image.convert("RGB").save(out, "PDF")
    return Paper(out.getvalue())


def read_document(sent: File[bytes]) -> File[bytes]:
    """A sheet or a text as it is; a PDF, or any picture whatever its name, as `read_paper` does.

    Raises ``FileTooLarge``, ``TooManyPixels`` or ``NotAPaper``.
    """
    _check_size(sent)
    name = PurePath(sent.name or "")
    if name.suffix.lower() not in PAPERS and not _is_picture(sent):
        sent.seek(0)
        return sent
    return ContentFile(read_paper(sent).content, name=f"{name.stem}.pdf")


def keep_picture(picture: Picture, *, title: str, description: str) -> CollectifsImage:
    """Store a picture; ``description`` is read aloud to people who do not see it."""
    image: CollectifsImage = CollectifsImage.objects.create(
        title=title,
        is_content=False,
        description=description,
        width=picture.width,
        height=picture.height,
        file_size=len(picture.content),
        file=ContentFile(picture.content, name="photo.webp"),
    )
    return image


def keep_paper(paper: Paper, *, title: str) -> CollectifsDocument:
    """Store a document; its address cannot be guessed."""
    document: CollectifsDocument = CollectifsDocument.objects.create(
        title=title,
        is_content=False,
        file_size=len(paper.content),
        file=ContentFile(paper.content, name=f"{uuid4().hex}.pdf"),
    )
    return document


def _is_picture(sent: File[bytes]) -> bool:
    """By the beginning of its content, of any kind that Pillow knows."""
    sent.seek(0)
    try:
        with Image.open(sent):
            return True
    except Image.DecompressionBombError:
        return True
    except BROKEN:
        return False


def _drawn(sent: File[bytes]) -> Image.Image:
    """The picture upright, no larger than is of use."""
    _check_size(sent)
    try:
        sent.seek(0)
        with Image.open(sent, formats=TAKEN) as image:
            _check_pixels(image.width * image.height)
            image.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((SIDE, SIDE))
            return _plain(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except BROKEN as error:
        raise NotAPicture from error


def _plain(image: Image.Image) -> Image.Image:
    """Its colours alone: what came beside them (comment, XMP, profile) would be saved again."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda grey: grey / SHADES).convert("L")  # Pillow cuts, all is white
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info.clear()
    return plain


def _check_size(sent: File[bytes]) -> None:
    if sent.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise FileTooLarge(most=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 1024**2)


def _check_pixels(count: int) -> None:
    if count > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> TooManyPixels:
    return TooManyPixels(most=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 10**6)
