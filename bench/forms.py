"""What a browser without script would post: the fields of a page's form, as they stand."""

import re
from html import unescape

INPUT = re.compile(r"<input\b([^>]*)>")
TEXTAREA = re.compile(r'<textarea\b[^>]*\bname="([^"]+)"[^>]*>([^<]*)</textarea>')
ATTRIBUTE = re.compile(r'\b(name|value|type)="([^"]*)"')
TYPED = {"", "text", "tel", "number", "hidden", "email"}


def fields(page: bytes, action: str) -> dict[str, str]:
    """By name, without the buttons; only forms that post to `action`.

    Raises `LookupError` where the page has none: what is sent would be no answer to it.
    """
    form = re.compile(
        rf'<form\b[^>]*\bmethod="post"\s+action="{re.escape(action)}".*?</form>', re.S
    )
    forms = form.findall(page.decode())
    if not forms:
        raise LookupError(action)
    found: dict[str, str] = {}
    for each in forms:
        given = [dict(ATTRIBUTE.findall(attributes)) for attributes in INPUT.findall(each)]
        typed = [one for one in given if one.get("name") and one.get("type", "") in TYPED]
        found |= {one["name"]: unescape(one.get("value", "")) for one in typed}
        found |= {name: unescape(text) for name, text in TEXTAREA.findall(each)}
    found.pop("csrfmiddlewaretoken", None)
    return found
