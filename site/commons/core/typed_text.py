"""Text as people type and paste it: what a database or a mail cannot hold is mended at the door.

A word processor ends lines with U+000B or U+2028, and leaves U+001C or NUL behind: in a name they
make a mail that never leaves, and PostgreSQL stores no NUL. All typed text comes in by a form or an
address, so a middleware mends both before any view reads them: forms of ours, of allauth and of
Wagtail alike, and the few fields that no form reads (quantities, notes, reasons, `?q=`). Fields of
forms would be some forty places, and not those of the libraries; what comes in another way (a
command, later the API's JSON) calls the same two functions.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

# No text holds them: PostgreSQL no NUL, XML (a feed) and a calendar none of the others. Themselves,
# or as the JSON of a rich text has them; what ends a line is left for what follows.
UNHELD = re.compile(
    "[\0-\x08\x0e-\x1b\x1f\x7f\ufffe\uffff]"
    r"|(?<!\\)((?:\\\\)*)\\u00(?:0[0-8b-cB-Ce-fE-F]|1[0-9a-fA-F]|7[fF])"
)
# They turn the direction of what follows: in a name, of the rest of a list.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """A name, a note, a subject: whatever ends a line becomes a space, what turns it goes."""
    if _is_clean(text):
        return text
    return " ".join(TURNS.sub("", UNHELD.sub(r"\1", text)).splitlines())


def paragraphs(text: str) -> str:
    r"""A text of several lines: whatever ends a line becomes "\n"."""
    return text if _is_clean(text) else "\n".join(UNHELD.sub(r"\1", text).splitlines())


class CleanTypedText:
    """Middleware: mends `request.GET` and `request.POST`, after the check of CSRF has read them.

    A field is one line unless `MULTILINE_FIELDS` names it. Views of Wagtail have texts of several
    lines, and JSON, under names that we do not know: there line breaks stay where they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_arguments: object
    ) -> None:
        is_wagtails = view.__module__.startswith("wagtail.")
        for name in ("GET", "POST"):
            typed: QueryDict = getattr(request, name)
            mend = _of_wagtail if is_wagtails else _of_field
            if any(mend(key, text) != text for key, texts in typed.lists() for text in texts):
                setattr(request, name, _mended(typed, mend))


def _mended(typed: QueryDict, mend: Callable[[str, str], str]) -> QueryDict:
    mended = QueryDict(mutable=True, encoding=typed.encoding)
    for name, texts in typed.lists():
        mended.setlist(name, [mend(name, text) for text in texts])
    return mended


def _of_field(name: str, text: str) -> str:
    is_long = name.rpartition("-")[2] in settings.MULTILINE_FIELDS
    return paragraphs(text) if is_long else one_line(text)


def _of_wagtail(name: str, text: str) -> str:
    """An odd quotation mark in a search begins a text without end, for SQLite's index."""
    if name == "q" and text.count('"') % 2:
        text = text.replace('"', " ")
    return "\n".join(map(one_line, text.split("\n")))


def _is_clean(text: str) -> bool:
    """Nearly every text: a form of thousands of quantities is looked through in a millisecond."""
    return text.isprintable() and "\\u00" not in text
