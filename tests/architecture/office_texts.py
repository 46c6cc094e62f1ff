"""What a page of the admin says, and which of it is no French."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import wagtail
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment, Tag
from django.conf import settings
from django.utils import translation

SPOKEN = (
    *("aria-label", "title", "placeholder", "alt"),
    *("data-w-tooltip-content-value", "data-w-progress-active-value"),
)
DATA = {"wagtail-sidebar-props": ("label", "footer_text"), "wagtail-config": ("STRINGS",)}
"""What scripts are given, and below which keys of it stand words."""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W\d_]{3,}")


def texts_of(answer: str) -> set[str]:
    """All that is read or spoken; of a page, or of the page that some JSON carries."""
    page = answer
    if answer.startswith("{"):
        page = "".join(part for part in strings_in(json.loads(answer)) if "<" in part)
    soup = BeautifulSoup(page, "html.parser")
    said = [
        text for name in DATA for script in soup.select(f"#{name}") for text in _data(script, name)
    ]
    for unseen in (*soup(["script", "style"]), *soup(string=lambda text: type(text) is Comment)):
        unseen.extract()
    said += [text for tag in soup.find_all(True) for text in _of_tag(tag)]
    return {" ".join(text.split()) for text in said} - {""}


def _data(script: Tag, name: str) -> Iterator[str]:
    return strings_in(list(_below(json.loads(script.get_text()), DATA[name])))


def _below(data: object, keys: tuple[str, ...]) -> Iterator[object]:
    """What stands below the keys, however deep they are."""
    if isinstance(data, dict):
        yield from (part for key, part in data.items() if key in keys)
    if isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _below(part, keys)


def strings_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from strings_in(part)


def _of_tag(tag: Tag) -> Iterator[str]:
    """Its own words one by one, and all of them where they are a sentence with parts set off."""
    whole = tag.get_text(" ")
    if len(whole) < 500:
        yield whole
    yield from (str(part) for part in tag.find_all(string=True, recursive=False))
    is_button = tag.name == "input" and tag.get("type") in ("submit", "button")
    for name in (*SPOKEN, *(["value"] if is_button else [])):
        yield str(tag.get(name, ""))


class English:
    """The messages of the catalogues that French says otherwise, or does not say."""

    def __init__(self) -> None:
        said = list(_messages())
        french = {text.lower() for _english, text in said}
        foreign = {text for text, ours in said if text != ours and text.lower() not in french}
        known = {text for text, _french in said}
        foreign |= {text for text in _untranslated() - known if text.lower() not in french}
        self.plain = {text for text in foreign if not PLACEHOLDER.search(text)}
        self.patterns = [_pattern(text) for text in foreign - self.plain if _has_words(text)]

    def in_texts(self, texts: Iterable[str]) -> set[str]:
        return {
            text
            for text in texts
            if text in self.plain or any(pattern.fullmatch(text) for pattern in self.patterns)
        }


def _messages() -> Iterator[tuple[str, str]]:
    """English and French, as they are read: without tags. Ours comes before Wagtail's."""
    root = Path(wagtail.__file__).parent
    ours = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"
    own: set[object] = set()
    for path in (ours, *sorted(root.glob("**/locale/fr/LC_MESSAGES/django*.po"))):
        catalogue = _catalogue(path)
        for message in catalogue:
            if message.id not in own:
                yield from zip(_read(message.id), _read(message.string), strict=False)
        own |= {message.id for message in catalogue} if path == ours else set()


def _untranslated() -> set[str]:
    """What Wagtail says in English and no catalogue of the site in French."""
    found: set[str] = set()
    with translation.override("fr"):
        for path in Path(wagtail.__file__).parent.glob("**/locale/en/LC_MESSAGES/django*.po"):
            for message in _catalogue(path):
                plain = message.id[0] if isinstance(message.id, tuple) else message.id
                if message.id and translation.gettext(plain) == plain:
                    found.update(_read(message.id))
    return found


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def _read(text: object) -> list[str]:
    forms = text if isinstance(text, tuple | list) else [text]
    return [" ".join(TAG.sub(" ", str(form)).split()) for form in forms if form]


def _has_words(text: str) -> bool:
    return len(WORD.findall(PLACEHOLDER.sub(" ", text))) > 1


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".+".join(re.escape(part) for part in PLACEHOLDER.split(text)))
