"""Wagtail's image and document models, custom from the first migration.

What is content is for pages: Wagtail's screens show it to whoever has a right over its collection.
The rest (pictures of goods, certificates) is kept by our rooms, and those screens know nothing of
it, whatever the right (`core.file_rights`).
"""

from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image
from wagtail.search.index import BaseField, FilterField

from commons.core.ids import uuid7


def without_tags(fields: Iterable[str]) -> tuple[str, ...]:
    """Nothing shows tags, and their names would be those of all collectives."""
    return tuple(name for name in fields if name != "tags")


class CollectifsImage(AbstractImage):
    # Untyped bases: mypy finds the managers of relations to it by this.
    _default_manager: ClassVar[models.Manager["CollectifsImage"]]
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    is_content = models.BooleanField(default=True, editable=False)
    credit = models.CharField(_("credit"), max_length=200, blank=True)

    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text beside it does not say; it is not read aloud."),
    )

    admin_form_fields = (*without_tags(Image.admin_form_fields), "is_decorative", "credit")
    search_fields: ClassVar[list[BaseField]] = [
        *AbstractImage.search_fields,
        FilterField("is_content"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """Wagtail's takes the title, which may be the name of a file."""
        return "" if self.is_decorative else self.description

    def get_upload_to(self, filename: str) -> str:
        """Nobody guesses it: its sizes, which open to whoever has their address, are named so."""
        return f"original_images/{uuid4().hex}{PurePath(filename).suffix.lower()}"

    def generate_rendition_file(
        self, filter: Filter, *, source: File[bytes] | None = None
    ) -> File[bytes]:
        """Held in memory: Wagtail leaves its temporary file open."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class CollectifsRendition(AbstractRendition):
    image = models.ForeignKey(CollectifsImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="core_one_rendition"
            )
        ]


class CollectifsDocument(AbstractDocument):
    # Untyped bases: mypy finds the managers of relations to it by this.
    _default_manager: ClassVar[models.Manager["CollectifsDocument"]]
    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    is_content = models.BooleanField(default=True, editable=False)

    admin_form_fields = without_tags(Document.admin_form_fields)
    search_fields: ClassVar[list[BaseField]] = [
        *AbstractDocument.search_fields,
        FilterField("is_content"),
    ]
