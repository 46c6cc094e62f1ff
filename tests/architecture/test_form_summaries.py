"""Each page with fields of a form has the one summary of what was refused, with the focus."""

import re
from collections.abc import Mapping

import pytest

from tests.architecture import sources

NAMED = re.compile(r"""{% (?:include|extends) "([^"]+)\"""")
FIELD, SUMMARY = "components/field.html", "components/form_errors.html"


def holders(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """By name of a template, what it includes or extends."""
    return {name: set(NAMED.findall(text)) for name, text in texts.items()}


def without_summary(texts: Mapping[str, str]) -> list[str]:
    """Pages that show a field somewhere and a summary nowhere."""
    named = holders(texts)
    held = set().union(*named.values())
    pages = [name for name in texts if name not in held]
    reached = {page: _below(page, named) for page in pages}
    return [page for page in pages if FIELD in reached[page] and SUMMARY not in reached[page]]


def _below(page: str, named: Mapping[str, set[str]]) -> set[str]:
    found, todo = set[str](), [page]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += named.get(name, ())
    return found


def test_every_page_with_fields_has_the_summary() -> None:
    texts = {
        sources.template_name(path): path.read_text(encoding="utf-8")
        for path in sources.templates()
    }

    assert SUMMARY in texts
    assert without_summary(texts) == []


def test_the_summary_takes_the_focus_without_a_script() -> None:
    (summary,) = [path for path in sources.templates() if sources.template_name(path) == SUMMARY]

    assert 'tabindex="-1" autofocus' in summary.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f'{{% include "{FIELD}" %}}', ["page.html"]),
        (f'{{% include "{FIELD}" %}}{{% include "{SUMMARY}" %}}', []),
    ],
)
def test_a_form_without_is_found(page: str, found: list[str]) -> None:
    assert without_summary({"page.html": page, FIELD: "", SUMMARY: ""}) == found
