"""Pictures that tests send."""

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from commons.core.models import CollectifsImage
from commons.core.sent_files import keep_picture, read_picture

PLACE = 0x8825  # of EXIF: where a photo was taken


def drawn(
    kind: str, size: tuple[int, int] = (40, 30), *, colour: str = "#d7eac6", **more: Any
) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGBA" if len(colour) > 7 else "RGB", size, colour).save(out, kind, **more)
    return out.getvalue()


def sent(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def with_position(**more: Any) -> bytes:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[PLACE] = {1: "N", 2: (46.0, 54.0, 0.0), 3: "E", 4: (4.0, 27.0, 0.0)}
    return drawn("JPEG", exif=exif, comment=b"chez moi", xmp=b"<x>chez moi</x>", **more)


def in_library(shows: str, **fields: Any) -> CollectifsImage:
    """A picture that an editor has put there."""
    image = keep_picture(read_picture(sent(drawn("PNG"))), title=shows, description=shows)
    CollectifsImage.objects.filter(pk=image.pk).update(is_content=True, **fields)
    image.refresh_from_db()
    return image


@contextmanager
def files_left_open() -> Iterator[None]:
    """Wagtail leaves a picture open where it was put aside before its text was given."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()
