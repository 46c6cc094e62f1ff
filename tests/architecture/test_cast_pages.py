"""Everybody inside tries the screens of a page of every kind, with a draft that waits for somebody.

Who has nothing to do in the admin gets into none of it (`test_cast`).
"""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse
from pytest_django import Settings

from home.sections import ensure_sections
from tests.architecture.addresses import Address
from tests.architecture.company import Company, kept_out
from tests.architecture.office_rows import KINDS, SCREENS, SECRET, Edited, make_row, secret
from tests.architecture.test_cast_wagtail import SCREENS as ALL_SCREENS
from tests.architecture.wagtail_expectations import FORMS, IN_ADMIN
from tests.cast import make_cast
from tests.factories import MONDAY

OF_PAGES = {
    each.name.partition(":")[2]: each
    for each in ALL_SCREENS
    if each.name.startswith("wagtailadmin_pages:")
}
# Their values name no page that has a draft; the cast tries them in `test_cast_wagtail`.
ABOUT_NO_DRAFT = {
    *("add", "preview_on_add", "add_subpage", "choose_parent", "search", "search_results"),
    *("type_use", "type_use_results", "revisions_index", "confirm_workflow_cancellation"),
}
LISTS = [
    each
    for each in ALL_SCREENS
    if "<" not in each.route
    and not each.name.startswith(("wagtailadmin_pages:add", "wagtailusers"))
]
"""Screens that name no row: explorers, choosers, searches, reports."""


@pytest.fixture
def company(db: None, settings: Settings, tmp_path: object) -> Iterator[Company]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(MONDAY, tick=False):
        cast = make_cast()
        ensure_sections()
        yield Company(cast)


def form_of(address: Address, row: Edited) -> dict[str, object]:
    own = {"own_parent": row.values["parent_page_id"]}
    typed = FORMS.get(address.name, {})
    return {name: text.format_map(own) for name, text in typed.items()}


def gets_in(company: Company, person: str, address: Address, row: Edited) -> bool:
    """By a link or by a form; a fault is no way in."""
    path, typed = address.path(row.values), form_of(address, row)
    answers = company.asks(person, path), company.asks(person, path, "post", typed)
    assert "500" not in answers, f"{path} {person}"
    # Who writes below a page, and not on it, is led to what stands there.
    led_below = f"-> {reverse('wagtailadmin_explore', args=[row.page.pk])}"
    return not all(kept_out(answer) or answer == led_below for answer in answers)


def test_every_screen_of_a_page_is_tried() -> None:
    assert set(OF_PAGES) == SCREENS.keys() | ABOUT_NO_DRAFT


@pytest.mark.parametrize("kind", KINDS)
def test_the_screens_of_a_page_open_to_those_who_write_it(company: Company, kind: str) -> None:
    row = make_row(kind, company.cast, company.cast.b)
    expected = {name: row.opens_to(name) for name in SCREENS}

    found = {
        name: {person for person in IN_ADMIN if gets_in(company, person, OF_PAGES[name], row)}
        for name in SCREENS
    }

    assert found == expected


@pytest.mark.parametrize("person", ["editor_a", "manager_b", "network_editor", "producer"])
def test_a_draft_of_no_kind_is_read_by_others(company: Company, person: str) -> None:
    """In its own screens, and in those that list what there is."""
    rows = [make_row(kind, company.cast, company.cast.b) for kind in KINDS]
    hidden = {secret(row.kind) for row in rows if person not in row.writers}
    own = {secret(row.kind) for row in rows if person in row.writers}
    paths = [OF_PAGES[name].path(row.values) for name in SCREENS for row in rows]
    paths += [address.path({}) + query for address in LISTS for query in ("", f"?q={SECRET}")]

    pages = {path: company.reads(person, path)[1] for path in paths}

    read = {path: word for path, page in pages.items() for word in hidden if word in page}
    assert read == {}
    assert {word for word in own if any(word in page for page in pages.values())} == own
