"""Wagtail's checker of pages with every rule that axe has, in the person's language.

Wagtail runs ten of them. Its own sentences come from its catalogue; those of the other rules are
axe's French ones, vendored by `tools/vendor_axe_french.py`, and ours where axe has none.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem, ContentCheckerItem

WORDS = Path(__file__).parent / "axe" / "fr.json"
# What axe runs only where it is told to: its experiments, and the size of what is pressed.
LEFT_OUT = (
    *("css-orientation-lock", "focus-order-semantics", "hidden-content", "p-as-heading"),
    *("label-content-name-mismatch", "table-fake-caption", "td-has-header", "target-size"),
)
type Messages = dict[str, dict[str, str | Promise]]


def _said(name: str | Promise) -> dict[str, str | Promise]:
    return {"error_name": name, "help_text": ""}


WITHOUT_FRENCH: Messages = {
    "aria-braille-equivalent": _said(_("Braille text needs the same text without Braille")),
    "aria-conditional-attr": _said(_("ARIA attributes must be used as the element’s role allows")),
    "aria-deprecated-role": _said(_("Outdated ARIA roles must not be used")),
    "aria-prohibited-attr": _said(_("ARIA attributes that the role forbids must not be used")),
    "summary-name": _said(_("What opens a part of the page needs a text")),
}


@cache
def in_french() -> Messages:
    rules = json.loads(WORDS.read_text(encoding="utf-8"))
    return {
        name: {"error_name": words["help"], "help_text": words["description"]}
        for name, words in rules.items()
    }


class EveryRule(ContentCheckerItem):
    axe_run_only: ClassVar[list[str]] = []  # as long as it is empty, all
    axe_rules: ClassVar[dict[str, Any]] = dict.fromkeys(LEFT_OUT, {"enabled": True})

    def get_axe_messages(self, request: HttpRequest) -> Messages:
        wagtails: Messages = super().get_axe_messages(request)
        if get_language() != "fr":
            return wagtails
        return in_french() | WITHOUT_FRENCH | wagtails


def check_everything(_request: HttpRequest, items: list[BaseItem], _page: object) -> None:
    """Put our checker in the place of Wagtail's, in the editor and in what it previews."""
    items[:] = [
        EveryRule(item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
