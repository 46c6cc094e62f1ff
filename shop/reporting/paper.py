"""The list on paper: the tables of the page, laid out by WeasyPrint where Pango is installed."""

import ctypes
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from shop.reporting.seller_lists import SellerList

# What WeasyPrint loads, and the Debian package that holds it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
ORDERS_OF_A_PART = 200
SHEETS = ("tokens", "base", "ui", "pages/producer")


class PackageMissing(Exception):
    """A library that lays out text is not installed; ``package`` is its Debian package."""

    def __init__(self, package: str) -> None:
        super().__init__(package)
        self.package = package


@cache
def missing_package() -> str:
    """The package that papers wait for; "" where they can be made.

    Asked before WeasyPrint is imported: the pages that only show the button do without its weight.
    """
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            return package
    return ""


def render_pdf(shown: SellerList, told: Callable[[int], object] | None = None) -> bytes:
    """Lay out the list on A4, a long one in parts: ``told`` hears how many orders are laid out.

    Each part begins a paper: all at once take more time than the parts. Raises ``PackageMissing``.
    """
    if package := missing_package():
        raise PackageMissing(package)
    # It warns of every rule of the screen that paper does without, and tells of each step.
    for logger in ("weasyprint", "weasyprint.progress"):
        logging.getLogger(logger).setLevel(logging.ERROR)
    documents = []
    for number, part in enumerate(_parts(shown)):
        documents.append(_laid_out(part, is_more=number > 0))
        if told:
            told(number * ORDERS_OF_A_PART + len(part.recap.customers))
    pages = [page for document in documents for page in document.pages]
    pdf: bytes = documents[0].copy(pages).write_pdf()
    return pdf


def _parts(shown: SellerList) -> Iterator[SellerList]:
    customers = shown.recap.customers
    for start in range(0, len(customers) or 1, ORDERS_OF_A_PART):
        part = customers[start : start + ORDERS_OF_A_PART]
        yield replace(shown, recap=replace(shown.recap, customers=part))


def _laid_out(part: SellerList, *, is_more: bool) -> Any:
    from weasyprint import HTML

    context = part.context() | {"is_more": is_more, "styles": _styles()}
    return HTML(string=render_to_string("reporting/paper.html", context)).render()


@cache
def _styles() -> str:
    """The screen's own style sheets; what is for paper is in their print rules."""
    found = [finders.find(f"css/{name}.css") for name in SHEETS]
    return "\n".join(Path(str(path)).read_text(encoding="utf-8") for path in found)
