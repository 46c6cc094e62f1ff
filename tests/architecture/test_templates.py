"""Templates: none forgotten, none styled by hand, none that speaks without the catalogue."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.template import TemplateDoesNotExist
from django.template.engine import Engine

from tests.architecture import sources

DJANGO = (r"\{#.*?#\}", r"\{% comment.*?endcomment %\}", r"\{%.*?%\}", r"\{\{.*?\}\}")
TRANSLATED = r"\{% blocktrans(?:late)?\b.*?endblocktrans(?:late)? %\}"
CLASSES = r"\{% block \w*class\w* %\}.*?\{% endblock\b.*?%\}"
UNSEEN = (r"<!--.*?-->", r"<script\b.*?</script>", r"<style\b.*?</style>", r"&#?\w+;")
SPOKEN = re.compile(
    r"""\b(?:alt|title|aria-label|placeholder|label)\s*=\s*(["'])(.*?)\1""", re.DOTALL
)
PASSED = re.compile(r"""\{% (?:include|with)\b[^%]*?=(["'])([A-ZÉÀ][^"']*)\1""")
WORD = re.compile(r"[^\W\d_]{2,}")
# Names and units that are the same in every language.
SAME_EVERYWHERE = {"Collectifs", "kg", "km", "min", "QR", "CSV", "PDF", "SIRET", "DOCTYPE"}
# Django and allauth ask for these by name when a page fails.
ERROR_PAGES = {f"{code}.html" for code in ("400", "403", "403_csrf", "404", "429", "500")}
# The page of components, for whoever writes templates, holds samples of what people will read.
SAMPLES = {"home/styleguide.html"}
# Wagtail's, with arrows in attributes: `test_office_french.py` reads what they write.
REPEATED = {"wagtailadmin/skeleton.html", "wagtailadmin/shared/header.html"}


def untranslated(path: Path) -> Iterator[str]:
    """Visible words that stand outside the catalogue's tags, as "file:line word"."""
    text = path.read_text(encoding="utf-8")
    passed = [(found.start(2), found[2]) for found in PASSED.finditer(text)]
    bare = sources.without(text, TRANSLATED, CLASSES, *DJANGO, *UNSEEN)
    spoken = [(found.start(2), found[2]) for found in SPOKEN.finditer(bare)]
    seen = bare if path.suffix == ".txt" else sources.without(bare, r"<[^>]*>")
    for position, words in [*passed, *spoken, (0, seen)]:
        for word in WORD.finditer(words):
            if word[0] not in SAME_EVERYWHERE:
                line = sources.line_of(text, position + word.start())
                yield f"{sources.relative(path)}:{line} {word[0]}"


def test_every_visible_word_is_translated() -> None:
    apart = SAMPLES | REPEATED
    written = [path for path in sources.templates() if sources.template_name(path) not in apart]

    assert [word for path in written for word in untranslated(path)] == []


def matches(pattern: str) -> list[str]:
    """Where templates for a browser hold a pattern; drawings and mails style themselves."""
    found = []
    for path in sources.templates():
        if path.suffix == ".html" and not sources.template_name(path).startswith("emails/"):
            text = sources.without(path.read_text(encoding="utf-8"), r"<svg\b.*?</svg>", *DJANGO)
            found += [
                f"{sources.relative(path)}:{sources.line_of(text, each.start())}"
                for each in re.finditer(pattern, text)
            ]
    return found


def test_no_template_has_a_style_attribute() -> None:
    assert matches(r"\sstyle\s*=") == []


def test_no_template_has_an_inline_handler() -> None:
    assert matches(r"\son[a-z]+\s*=") == []


def test_no_template_takes_anything_from_another_host() -> None:
    assert (
        matches(r"\ssrc(?:set)?\s*=\s*[\"']?(?:https?:)?//|<link\b[^>]*href=[\"']?(?:https?:)?//")
        == []
    )


def replaces_a_library_template(name: str) -> bool:
    """A template of ours that a library asks for by its own name (allauth's pages, say)."""
    for loader in Engine.get_default().template_loaders:
        for inner in getattr(loader, "loaders", [loader]):
            for origin in inner.get_template_sources(name):
                if str(sources.ROOT / ".venv") in origin.name or "site-packages" in origin.name:
                    try:
                        inner.get_contents(origin)
                    except TemplateDoesNotExist:
                        continue
                    return True
    return False


def page_templates() -> set[str]:
    """Templates that Wagtail derives from a page's class."""
    from wagtail.models import get_page_models

    return {model.template for model in get_page_models()}


def mail_templates() -> set[str]:
    """Templates that a notification derives from its kind."""
    from commons.core.notifications import Notification

    return {f"emails/{kind}.{ending}" for kind in Notification.kinds for ending in ("txt", "html")}


def named_in(text: str, name: str) -> bool:
    """By its name, with a partial or not; a mail's parts share one name without ending."""
    return f'"{name}"' in text or f'"{name}#' in text or f'"{name.rsplit(".", 1)[0]}"' in text


def test_no_template_is_unused() -> None:
    texts = {
        path: path.read_text(encoding="utf-8") for path in [*sources.code(), *sources.templates()]
    }
    asked = ERROR_PAGES | page_templates() | mail_templates()
    unused = [
        sources.relative(path)
        for path in sources.templates()
        if (name := sources.template_name(path)) not in asked
        and not any(named_in(text, name) for other, text in texts.items() if other != path)
        and not replaces_a_library_template(name)
    ]

    assert unused == []
