"""What the demo's pages are written with."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html_join
from wagtail.models import Page


def write(page: Page, words: Mapping[str, Any]) -> None:
    """Give a page its words, and publish it."""
    for field, value in words.items():
        setattr(page, field, value)
    page.save_revision().publish()


def paragraphs(texts: Iterable[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
