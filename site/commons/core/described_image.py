"""Wagtail's block of a picture, which takes no file name for its text, and is read with others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from wagtail.blocks import StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from commons.core.alternative_text import refuse_file_name
from commons.core.models import CollectifsImage

type Pictures = Mapping[int, CollectifsImage]
"""By id, with the sizes that are drawn of them."""

_READ: ContextVar[Pictures | None] = ContextVar("pictures that were read", default=None)


class _Chooser(ImageChooserBlock):
    """Takes what was read ahead; else asks by itself, for each kind of block and each size."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[CollectifsImage | None]:
        pictures = _READ.get()
        if pictures is None:
            found: list[CollectifsImage | None] = super().bulk_to_python(values)
            return found
        return [_own(pictures[pk]) if pk in pictures else None for pk in values]


def _own(picture: CollectifsImage) -> CollectifsImage:
    """One for each place, which gives it another text; its sizes read theirs from it."""
    own: Any = copy(picture)
    own.prefetched_renditions = [copy(size) for size in own.prefetched_renditions]
    for size in own.prefetched_renditions:
        size.image = own
    return own  # type: ignore[no-any-return]


class DescribedImage(ImageBlock):
    """Asks for a text, or that the picture is decorative; migrations know Wagtail's block."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required, **kwargs)
        chooser = _Chooser(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser

    def clean(self, value: Any) -> Any:
        picture = super().clean(value)
        if picture:
            try:
                refuse_file_name(picture.contextual_alt_text or "")
            except ValidationError as error:
                raise StructBlockValidationError(block_errors={"alt_text": error}) from error
        return picture


def picture_ids(stored: object) -> Iterator[int]:
    """Of the pictures in what a stream stores, however deep."""
    if isinstance(stored, Mapping):
        if "alt_text" in stored and isinstance(stored.get("image"), int):
            yield stored["image"]
        stored = list(stored.values())
    if isinstance(stored, Sequence) and not isinstance(stored, str):
        for each in stored:
            yield from picture_ids(each)


def read_pictures(ids: Iterable[int]) -> Pictures:
    """In two questions; of none in none."""
    wanted = set(ids)
    if not wanted:
        return {}
    sizes = Prefetch("renditions", to_attr="prefetched_renditions")
    found: Pictures = CollectifsImage.objects.prefetch_related(sizes).in_bulk(wanted)
    return found


def fill(stream: StreamValue, pictures: Pictures) -> None:
    """Give the blocks of a stream their pictures; those that are not among them are gone."""
    mark = _READ.set(pictures)
    try:
        list(stream)
    finally:
        _READ.reset(mark)
    stream.is_filled = True
