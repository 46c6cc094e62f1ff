"""What the demo's sites are made of: paragraphs, drawn landscapes, pages that are published."""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from django.core.files.base import ContentFile
from django.utils.html import format_html_join
from wagtail.models import Page

from collectifs.demo.scenes import SIZE, draw_scene
from commons.core.models import CollectifsImage
from commons.core.sections import Section

CREDIT = "Dessin, avec Fluent Emoji de Microsoft (MIT)"


def draw_for(section: Section, name: str, drawn: Mapping[str, Any]) -> CollectifsImage:
    """Draw and store a landscape of a section; `drawn` has `light`, `icons` and `picture_text`."""
    content = draw_scene(drawn["light"], drawn["icons"], crc32(name.encode()))
    image = CollectifsImage(
        title=name,
        description=drawn["picture_text"],
        credit=CREDIT,
        collection=section.files,
        width=SIZE[0],
        height=SIZE[1],
        file_size=len(content),
        file=ContentFile(content, name=f"demo-{name}.webp"),
    )
    image.save(force_insert=True)
    return image


def write(page: Page, words: Mapping[str, Any]) -> None:
    """Give a page its words, and publish it."""
    for field, value in words.items():
        setattr(page, field, value)
    page.save_revision().publish()


def paragraphs(texts: Iterable[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
