"""Wagtail's block of a picture, which takes no file name for its text."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from commons.core.alternative_text import refuse_file_name


class DescribedImage(ImageBlock):
    """Asks for a text, or that the picture is decorative; migrations know Wagtail's block."""

    def clean(self, value: Any) -> Any:
        picture = super().clean(value)
        if picture:
            try:
                refuse_file_name(picture.contextual_alt_text or "")
            except ValidationError as error:
                raise StructBlockValidationError(block_errors={"alt_text": error}) from error
        return picture
