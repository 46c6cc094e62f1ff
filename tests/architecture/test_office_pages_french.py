"""Every screen of the pages and files that each role edits, and what is refused there: French."""

from collections.abc import Iterator

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from pytest_django import Settings

from home.sections import ensure_sections
from tests.architecture.company import Company
from tests.architecture.office_rows import (
    KINDS,
    OF_COLLECTIVE,
    SCREENS,
    Edited,
    make_document,
    make_image,
    make_row,
)
from tests.architecture.office_texts import English, texts_of
from tests.architecture.test_cast_pages import OF_PAGES
from tests.architecture.test_cast_rooms import fields_of
from tests.architecture.test_office_french import ITS_OWN
from tests.cast import Side, make_cast
from tests.factories import MONDAY

KINDS_OF = {
    "editor_a": (*OF_COLLECTIVE,),
    "network_editor": ("welcome", "charter", "sheets", "guide"),
    "producer": ("farm",),
}
NOTHING = {"title": "", "new_title": "", "new_slug": ""}
STREAMS = ("content", "gallery", "themes", "attachments", "related")
NO_BLOCKS = {f"{name}-count": "0" for name in STREAMS}
"""What a script would send of them."""
type Asked = tuple[str, str]
"""Who, and where."""


@pytest.fixture
def company(db: None, settings: Settings, tmp_path: object) -> Iterator[Company]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(MONDAY, tick=False):
        cast = make_cast()
        ensure_sections()
        yield Company(cast)


def of_page(person: str, row: Edited) -> Iterator[Asked]:
    for name in SCREENS:
        if person in row.opens_to(name):
            yield person, OF_PAGES[name].path(row.values)


def of_new_pages(person: str, rows: list[Edited]) -> Iterator[Asked]:
    """The form of each kind that may stand below one of these."""
    for page in (row.page.specific for row in rows):
        kinds = [kind for kind in page.creatable_subpage_models() if kind.can_create_at(page)]
        if len(kinds) > 1:
            yield person, reverse("wagtailadmin_pages:add_subpage", args=[page.pk])
        for kind in kinds:
            named = (kind._meta.app_label, kind._meta.model_name, page.pk)
            yield person, reverse("wagtailadmin_pages:add", args=named)


def of_files(person: str, side: Side) -> Iterator[Asked]:
    image, document = make_image(side).pk, make_document(side).pk
    for name, number in (
        *((f"wagtailimages:{name}", image) for name in ("edit", "delete", "image_usage")),
        *((f"wagtaildocs:{name}", document) for name in ("edit", "delete", "document_usage")),
    ):
        yield person, reverse(name, args=[number])


def answers_of(company: Company, person: str, path: str) -> Iterator[tuple[str, str]]:
    """What a screen says, and what its form says to one that sends nothing."""
    answer, page = company.reads(person, path)
    yield answer, page
    forms = BeautifulSoup(page, "html.parser").select("main form[method=post]")
    typed = {name: value for form in forms for name, value in fields_of(form).items()}
    if NOTHING.keys() & typed.keys():
        yield company.reads(person, path, "post", typed | NO_BLOCKS | NOTHING)


def test_what_each_role_edits_is_french(company: Company) -> None:
    cast, texts = company.cast, dict[str, str]()
    rows = {kind: make_row(kind, cast, cast.a) for kind in KINDS}
    asked = [*of_files("editor_a", cast.a)]
    for person, kinds in KINDS_OF.items():
        asked += of_new_pages(person, [rows[kind] for kind in kinds])
        asked += [each for kind in kinds for each in of_page(person, rows[kind])]

    answers = {}
    for person, path in asked:
        for number, (answer, page) in enumerate(answers_of(company, person, path)):
            answers[person, path, number] = answer
            texts |= dict.fromkeys(texts_of(page), path)

    wrong = English().in_texts(texts) | {
        text for text in texts if any(word in text for word in ITS_OWN)
    }
    assert {text: texts[text] for text in wrong} == {}
    # Some are sent only, and have no page.
    assert [each for each in answers.items() if each[1] not in ("200", "405")] == []
