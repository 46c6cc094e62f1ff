"""The list on paper: the tables of the page, laid out by WeasyPrint where Pango is installed."""

import ctypes
import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

# What WeasyPrint loads, and the Debian package that holds it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
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


def render_pdf(context: Mapping[str, object]) -> bytes:
    """Lay out the list on A4. Raises ``PackageMissing``."""
    if package := missing_package():
        raise PackageMissing(package)
    from weasyprint import HTML

    # It warns of every rule of the screen that paper does without, and tells of each step.
    for logger in ("weasyprint", "weasyprint.progress"):
        logging.getLogger(logger).setLevel(logging.ERROR)
    html = render_to_string("reporting/paper.html", {**context, "styles": _styles()})
    pdf: bytes = HTML(string=html).write_pdf()
    return pdf


@cache
def _styles() -> str:
    """The screen's own style sheets; what is for paper is in their print rules."""
    found = [finders.find(f"css/{name}.css") for name in SHEETS]
    return "\n".join(Path(str(path)).read_text(encoding="utf-8") for path in found)
