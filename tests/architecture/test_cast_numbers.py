"""No number in an address or a form makes a page fail: too large, negative, no number at all."""

from collections.abc import Iterator

import pytest
import time_machine
from bs4 import BeautifulSoup

from tests.architecture.addresses import addresses
from tests.architecture.company import Company
from tests.architecture.expectations import default_values
from tests.architecture.test_cast import row_of
from tests.architecture.test_cast_rooms import FORMS, PAGES, fields_of, path
from tests.cast import make_cast
from tests.factories import MONDAY
from tests.furnished import furnish, rows_of

HUGE = "9" * 40
QUERIES = "&".join(f"{name}={{0}}" for name in ("p", "page", "q", "rayon", "jusque", "cp", "id"))


@pytest.fixture
def company(db: None) -> Iterator[Company]:
    with time_machine.travel(MONDAY, tick=False):
        cast = make_cast()
        furnish(cast)
        yield Company(cast)


def pages(company: Company) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Every page that somebody of collective A gets, with who, and what its form is sent."""
    cast = company.cast
    rows = rows_of(cast, cast.a)
    for name in sorted(PAGES | {*FORMS}):
        yield "manager_a", path(name, rows), dict(FORMS[name](cast.a)) if name in FORMS else {}
    for address in addresses():
        row = row_of(address)
        if row and address.name.partition(":")[0] != "operations":
            given = {**default_values(cast), **(row.values(cast) if row.values else {})}
            for person in ("consumer_a", "producer"):
                if "200" in row.get[person]:
                    yield person, address.path(given), {}


def spoilt(
    page: str, typed: dict[str, object], bad: str
) -> Iterator[tuple[str, dict[str, object]]]:
    """Each form of a page: all its fields spoilt at once; by a huge number one by one too."""
    if page.startswith("<?xml"):
        return
    for form in BeautifulSoup(page, "html.parser").select("form[method=post]"):
        whole = {str(field["name"]): "" for field in form.select("[name]")}
        fields = {**whole, **fields_of(form), **typed}
        action = str(form.get("action") or "")
        yield action, dict.fromkeys(fields, bad)
        if bad == HUGE:
            yield from ((action, {**fields, name: bad}) for name in fields)


@pytest.mark.parametrize("bad", [HUGE, "abc"])
def test_no_number_in_an_address_fails(company: Company, bad: str) -> None:
    query = QUERIES.format(bad)
    faults = [
        f"{person} {page}"
        for person, page, _typed in pages(company)
        if company.asks(person, f"{page}?{query}") == "500"
    ]

    assert faults == []


@pytest.mark.parametrize("bad", [HUGE, "-1", "²", "abc"])
def test_no_number_in_a_form_fails(company: Company, bad: str) -> None:
    faults, tried = [], set()
    for person, address, typed in pages(company):
        _answer, page = company.reads(person, address)
        for action, body in spoilt(page, typed, bad):
            where = action or address
            key = (where, *(name for name, value in body.items() if value == bad))
            if key not in tried:
                tried.add(key)
                if company.asks(person, where, "post", body) == "500":
                    faults.append(f"{person} {key}")

    assert faults == []
