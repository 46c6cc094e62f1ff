"""Pictures that tests send."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def drawn(
    kind: str, size: tuple[int, int] = (40, 30), *, colour: str = "#d7eac6", **more: Any
) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGBA" if len(colour) > 7 else "RGB", size, colour).save(out, kind, **more)
    return out.getvalue()


def sent(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
