"""Headings in order: whoever hears a page goes from heading to heading, level by level."""

import re

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

OF_PAGE = 1
"""The level of a page's own title."""
HEADING = re.compile(r"<h([2-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)


def last_level(text: str, above: int = OF_PAGE) -> int:
    """Of the headings of a rich text that stands below one of level `above`, itself if it has none.

    :raises ValidationError: one of them skips a level; it is named, with what would do.
    """
    for found in HEADING.finditer(text):
        level = int(found[1])
        if level > above + 1:
            said = Truncator(strip_tags(found[2])).chars(60)
            words = {"heading": said, "level": level, "lacks": above + 1}
            told = _(
                "“%(heading)s” is a heading %(level)s, and no heading %(lacks)s stands above it:"
                " make it a heading %(lacks)s, or put one before it."
            )
            raise ValidationError(told % words, code="skipped_level")
        above = level
    return above
