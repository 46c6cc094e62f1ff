"""Blocks that editors write, without a word of the domain; what they say comes from templates."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from commons.core.described_image import DescribedImage, fill, picture_ids, read_pictures
from commons.core.headings import OF_PAGE, last_level

TEXT = ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul"]


class WebAddressBlock(URLBlock):
    """An address that a browser opens as a page: Django takes those of files too (`ftp:`)."""

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if address:
            URLValidator(schemes=["http", "https"])(address)
        return address


class PictureBlock(StructBlock):
    """A picture with what it shows, or said to be decorative; it may lead to another site."""

    picture = DescribedImage(label=_("Picture"))
    caption = CharBlock(label=_("Caption"), required=False, max_length=150)
    link = WebAddressBlock(
        label=_("Address to open"),
        required=False,
        max_length=500,
        help_text=_("Of a video, for example: the picture leads there."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"


class QuotationBlock(StructBlock):
    text = TextBlock(label=_("What is said"), max_length=600)
    who = CharBlock(label=_("By whom"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quotation.html"


class PersonBlock(StructBlock):
    name = CharBlock(label=_("Name"), max_length=120)
    does = CharBlock(label=_("What the person does"), required=False, max_length=120)
    picture = DescribedImage(label=_("Picture"), required=False)


class QuestionBlock(StructBlock):
    question = CharBlock(label=_("Question"), max_length=150)
    answer = RichTextBlock(label=_("Answer"), features=["bold", "italic", "link", "ul"])


class DocumentBlock(StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(label=_("Title"), required=False, max_length=120)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"


class WrittenBlocks(StreamBlock):
    """What an editor puts one below the other."""

    text = RichTextBlock(
        label=_("Text"), icon="pilcrow", features=TEXT, template="blocks/text.html"
    )
    picture = PictureBlock()
    gallery = ListBlock(
        PictureBlock(), label=_("Gallery"), icon="image", template="blocks/gallery.html"
    )
    people = ListBlock(
        PersonBlock(), label=_("People"), icon="group", template="blocks/people.html"
    )
    questions = ListBlock(
        QuestionBlock(),
        label=_("Questions and answers"),
        icon="help",
        template="blocks/questions.html",
    )
    quotation = QuotationBlock()
    document = DocumentBlock()

    def clean(self, value: Any) -> Any:
        """As Wagtail does, and the headings of all texts in order, below the page's title."""
        cleaned = super().clean(value)
        refuse_skipped_levels(cleaned)
        return cleaned

    def render(self, value: Any, context: Mapping[str, Any] | None = None) -> SafeString:
        """All pictures of the page are read at once, with their sizes."""
        if not getattr(value, "is_filled", False):
            fill(value, read_pictures(picture_ids(value.raw_data)))
        written: SafeString = super().render(value, context)
        return written

    def render_basic(self, value: Any, context: Mapping[str, Any] | None = None) -> SafeString:
        """As Wagtail does, but a block that has nothing to say leaves nothing behind."""
        drawn = ((each.block_type, each.render(context=context).strip()) for each in value)
        said = ((kind, mark_safe(html)) for kind, html in drawn if html)  # noqa: S308  (drawn)
        return format_html_join("\n", '<div class="block-{}">{}</div>', said)


def refuse_skipped_levels(stream: StreamValue) -> None:
    """Tell it beside the block whose heading stands too deep.

    :raises StreamBlockValidationError: a text starts at a heading 3, where none stands above it.
    """
    errors, above = {}, OF_PAGE
    for place, each in enumerate(stream):
        if each.block_type == "text":
            try:
                above = last_level(each.value.source, above)
            except ValidationError as error:
                errors[place] = error
    if errors:
        raise StreamBlockValidationError(block_errors=errors)
