"""What a browser without script would post: the fields of a page's form, as they stand."""

from html.parser import HTMLParser

TYPED = {"", "text", "tel", "number", "hidden", "email"}


class _Fields(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
        self.is_inside = False
        self.textarea = ""
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = given.get("method") == "post" and given.get("action") == self.action
        elif self.is_inside and tag == "input" and given.get("type", "") in TYPED:
            self.found[given.get("name", "")] = given.get("value", "")
        elif self.is_inside and tag == "textarea":
            self.textarea = given.get("name", "")
            self.found[self.textarea] = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.found[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea":
            self.textarea = ""


def fields(page: bytes, action: str) -> dict[str, str]:
    """By name, without the buttons; only forms that post to `action`."""
    reader = _Fields(action)
    reader.feed(page.decode())
    reader.found.pop("csrfmiddlewaretoken", None)
    reader.found.pop("", None)
    return reader.found
