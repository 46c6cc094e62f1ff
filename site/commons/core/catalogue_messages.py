"""The French catalogue: what the code says, what the catalogue holds, and where they part.

No xgettext is needed: Babel reads Python, and templates after Django has turned them into Python.
"""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
SOURCES = ("site", "farms", "charter", "distributions", "shop", "home", "templates")
TEMPLATES = {".html", ".txt", ".svg", ".xml"}
SKIPPED = {"migrations", "static", "locale", "tests", "node_modules"}
LOCALE = "fr"

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)[^{}]*\}|(%[sd])")
# What Django leaves of a template's lines would be Python that is out of line.
INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)
# French sets these apart with a space that must not break.
BREAKING_SPACE = re.compile(r" [:;?!»€]|« |(?:\d|\)[sd]|\}) (?:%(?!\()|(?:kg|g|h|km|min)\b)")


@dataclass(frozen=True, order=True)
class Said:
    """One message of the code; `plural` and `context` are empty when it has none."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.singular, self.plural) if self.plural else self.singular


def said_in(source: str, *, template: bool) -> Iterator[Said]:
    """The messages of one file's text."""
    python = INDENTED.sub("", templatize(source)) if template else source
    for _line, text, _comments, context in extract(
        "python", io.BytesIO(python.encode()), keywords=KEYWORDS
    ):
        singular, plural = text[:2] if isinstance(text, tuple) else (text, "")
        if singular:
            yield Said(singular, plural or "", context or "")


def said_under(root: Path) -> set[Said]:
    """The messages of all sources below the project's root; a plural stands for a plain one too."""
    found: set[Said] = set()
    for path in source_files(root):
        template = path.suffix != ".py"
        found.update(said_in(path.read_text(encoding="utf-8"), template=template))
    with_plural = {(each.singular, each.context) for each in found if each.plural}
    return {
        each for each in found if each.plural or (each.singular, each.context) not in with_plural
    }


def source_files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        for folder, folders, files in os.walk(root / source):
            folders[:] = sorted(set(folders) - SKIPPED)
            in_templates = "templates" in Path(folder).parts
            for name in sorted(files):
                path = Path(folder, name)
                if path.suffix == ".py" or (in_templates and path.suffix in TEMPLATES):
                    yield path


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LOCALE, domain="django", project="Collectifs", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, domain="django")


def merge(catalog: Catalog, said: set[Said]) -> None:
    """Add what the code says, drop what it says no more; no translation is guessed or lost."""
    catalog.obsolete.clear()
    for message in [message for message in catalog if message.id]:
        if as_said(message) not in said:
            catalog.delete(message.id, message.context)
    for each in sorted(said):
        if catalog.get(each.singular, each.context or None) is None:
            catalog.add(each.id, context=each.context or None)


def write(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.fuzzy = False  # Babel marks what it makes, and then compiles nothing of it
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, width=100, no_location=True)


def compile_to(catalog: Catalog, path: Path) -> None:
    """Write the binary catalogue; a reader never sees half a file."""
    partial = path.with_suffix(".mo.partial")
    with partial.open("wb") as file:
        write_mo(file, catalog)
    partial.replace(path)


def problems(catalog: Catalog, said: set[Said]) -> list[str]:
    """One line for each message that is missing, unused, fuzzy, empty or ill translated."""
    held = {as_said(message): message for message in catalog if message.id}
    found = [f"missing: {each.singular!r}" for each in sorted(said - held.keys())]
    found += [f"not said any more: {each.singular!r}" for each in sorted(held.keys() - said)]
    found += [f"obsolete: {message.id!r}" for message in catalog.obsolete.values()]
    for each in sorted(said & held.keys()):
        found += [f"{flaw}: {each.singular!r}" for flaw in flaws(each, held[each])]
    return found


def as_said(message: Message) -> Said:
    singular, plural = (*parts(message.id), "")[:2]
    return Said(singular, plural, message.context or "")


def parts(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Babel holds a plain message as one text, a plural one as several."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def flaws(said: Said, message: Message) -> Iterator[str]:
    """What is wrong with the translation of one message."""
    texts = parts(message.string)
    if not all(texts):
        yield "empty"
        return
    if message.fuzzy:
        yield "fuzzy"
    if any(BREAKING_SPACE.search(text) for text in texts):
        yield "breaking space where French sets one that does not break"
    if not placeholders_agree(said, texts):
        yield "other placeholders than the message"


def placeholders_agree(said: Said, texts: tuple[str, ...]) -> bool:
    """The singular has those of either form: in French it stands for none as well as for one."""
    singular, plural = placeholders(said.singular), placeholders(said.plural)
    if not said.plural:
        return placeholders(texts[0]) == singular
    return placeholders(texts[-1]) == plural and placeholders(texts[0]) in (singular, plural)


def placeholders(text: str) -> list[str]:
    return sorted({"".join(match) or match[0] for match in PLACEHOLDER.findall(text)})
