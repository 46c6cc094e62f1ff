"""Wagtail's forms of pictures and documents, with our reader of files in the place of its own.

Wagtail keeps a file as it came, with the place where a photo was taken, and believes its name.
"""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any, ClassVar

from django import forms
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from commons.core.alternative_text import NO_TEXT, WHAT_IT_SHOWS, refuse_file_name
from commons.core.sent_files import FileRefused, NotAPicture, read_document, read_picture


class PictureField(WagtailImageField):
    """A picture drawn anew, whatever its name."""

    default_validators: ClassVar[list[Any]] = []

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # What Wagtail's page says before it sends anything.
        self.error_messages["invalid_image_extension"] = NotAPicture.sentence

    def to_python(self, data: Any) -> File[bytes] | None:
        sent = forms.FileField.to_python(self, data)
        return _read(_redrawn, sent) if sent else None


class DocumentField(WagtailDocumentField):
    """A document; the photo of a paper becomes a PDF."""

    def to_python(self, data: Any) -> File[bytes] | None:
        sent = super().to_python(data)
        return _read(read_document, sent) if sent else None


class _WithFile(forms.ModelForm[Any]):
    """Its `file` is read by a field of ours."""

    file_field: Callable[..., forms.FileField]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            self.fields["file"] = type(self).file_field(
                label=theirs.label, widget=theirs.widget, required=theirs.required
            )

    def full_clean(self) -> None:
        super().full_clean()
        sent = self.files.get(self.add_prefix("file"))
        if self.errors and sent and "file" not in self.errors:
            self.keep_file(sent)

    def keep_file(self, _sent: UploadedFile[Any]) -> None:
        """Where something else is wrong the file is asked for again, as a browser does not keep it.

        Wagtail's upload of many files would put it aside as it came.
        """
        self.add_error("file", _("Choose the file again: the browser does not keep it."))


class ImageForm(_WithFile, BaseImageForm):
    """Asks for a text in the place of the picture, or that it needs none."""

    file_field = PictureField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].label = _("Alternative text")
            self.fields["description"].help_text = WHAT_IT_SHOWS

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        text = cleaned.get("description")
        if text is None or cleaned.get("is_decorative"):
            return cleaned
        try:
            refuse_file_name(text)
            if not text.strip():
                raise forms.ValidationError(NO_TEXT)
        except forms.ValidationError as refused:
            self.add_error("description", refused)
        return cleaned

    def keep_file(self, sent: UploadedFile[Any]) -> None:
        """Wagtail's upload of many files asks for the text afterwards, and puts the file aside."""
        if self.add_prefix("description") in self.data:
            super().keep_file(sent)
            return
        drawn = self.cleaned_data["file"]
        if sent.file:
            sent.file.close()
        sent.file, sent.name, sent.size = drawn.file, drawn.name, drawn.size


class DocumentForm(_WithFile, BaseDocumentForm):
    file_field = DocumentField


def _redrawn(sent: File[bytes]) -> File[bytes]:
    picture = read_picture(sent)
    name = f"{PurePath(sent.name or 'photo').stem}.webp"
    return SimpleUploadedFile(name, picture.content, "image/webp")


def _read(read: Callable[[File[bytes]], File[bytes]], sent: File[bytes]) -> File[bytes]:
    try:
        return read(sent)
    except FileRefused as refused:
        raise forms.ValidationError(str(refused)) from refused
