"""What is read aloud in the place of a picture: words, not the name of a file."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FILE_NAMES = re.compile(
    "|".join(
        (
            r".*\.(?:avif|bmp|dng|gif|heic|heif|jfif|jpe?g|png|raw|svg|tiff?|webp)",
            r"\S*_\S*",
            r"(?:dcim|dji|dscn?|dscf|gopr|image|img|mvi|p|photo|pict?|picture|pxl)[- ]?\d\S*",
            r"(?:capture d.écran|screenshot|whatsapp image)\b.*\d.*",
        )
    ),
    re.IGNORECASE,
)
WHAT_IT_SHOWS = _("What the picture shows, for whoever does not see it.")
FILE_NAME = _(
    "This is the name of a file: say in a few words what the picture shows, for whoever"
    " does not see it."
)
NO_TEXT = _(
    "Say in a few words what the picture shows, for whoever does not see it; or tick “Decorative”."
)


def refuse_file_name(text: str) -> None:
    """Raises ``ValidationError`` for "IMG_1234", "photo.jpg" and their like."""
    if FILE_NAMES.fullmatch(text.strip()):
        raise ValidationError(FILE_NAME, code="file_name")
