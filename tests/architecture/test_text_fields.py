"""Which fields hold several lines is known by name: what is pasted into any other is one line."""

import re
from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.urls import get_resolver

from tests.architecture import sources

# A hidden one carries what the page showed: nobody types there.
TEXTAREA = re.compile(
    r"<textarea(?![^>]*\bhidden\b)[^>]*\bname=\"(?:{{[^}]*}}|[\w-]*-)?([^\"{]*)\""
)
# A sheet of components, which is sent nowhere; its note is one line on the pages that send one.
SHOWN_ONLY = {"home.styleguide"}


def kinds(base: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def text_fields() -> Iterator[tuple[str, bool]]:
    """Name, and whether it holds several lines, of each text field of our forms."""
    assert get_resolver().url_patterns  # all forms are imported by now
    ours = {*sources.PACKAGES, "commons", "collectifs"}
    for kind in kinds(forms.BaseForm):
        if kind.__module__.split(".")[0] in ours and kind.__module__ not in SHOWN_ONLY:
            for name, field in getattr(kind, "base_fields", {}).items():
                if isinstance(field, forms.CharField):
                    yield name, isinstance(field.widget, forms.Textarea)


def test_every_field_of_several_lines_is_named_and_no_other() -> None:
    fields = list(text_fields())
    long = {name for name, is_long in fields if is_long}
    short = {name for name, is_long in fields if not is_long}

    assert long == settings.MULTILINE_FIELDS
    assert long & short == set()


def test_templates_hold_no_other() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in sources.templates())
    named = {name for name in TEXTAREA.findall(written) if name}

    assert named <= settings.MULTILINE_FIELDS
