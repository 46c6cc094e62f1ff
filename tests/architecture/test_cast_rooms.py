"""Everybody tries every room, with real rows, GET and POST: managers read and write their own."""

from collections.abc import Iterator

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag

from tests.architecture.addresses import PLACE, Address, addresses
from tests.architecture.company import Company, refused
from tests.architecture.room_expectations import (
    FORMS,
    OF_NETWORK,
    OF_WRITERS,
    ONLY_LEADS_ON,
    PAGES,
    REFUSED_FORMS,
    SHARED,
    nothing,
)
from tests.cast import PEOPLE, Cast, Side, make_cast
from tests.factories import MONDAY
from tests.furnished import Values, furnish, rows_of, secret

PREFIX = "backoffice_"
ROOMS = {each.name.removeprefix(PREFIX): each for each in addresses() if PREFIX in each.name}
NAMED = {*FORMS, *REFUSED_FORMS, *PAGES, *ONLY_LEADS_ON, *OF_NETWORK}
Rows = dict[str, Values]


@pytest.fixture
def company(db: None) -> Iterator[Company]:
    with time_machine.travel(MONDAY, tick=False):
        cast = make_cast()
        furnish(cast)
        yield Company(cast)


@pytest.fixture
def rows(company: Company) -> tuple[Rows, Rows]:
    """Of collective A, and of collective B."""
    cast = company.cast
    return rows_of(cast, cast.a), rows_of(cast, cast.b)


def values(name: str, rows: Rows) -> Values:
    return rows.get(name) or rows.get(name.partition(":")[0], {})


def path(name: str, rows: Rows) -> str:
    return ROOMS[name].path(values(name, rows))


def on_page(company: Company, name: str, rows: Rows) -> dict[str, object]:
    """What the form of a page would send as its manager sees it."""
    _answer, page = company.reads("manager_a", path(name, rows))
    forms = BeautifulSoup(page, "html.parser").select("form[method=post]")
    return {name: value for form in forms for name, value in fields_of(form).items()}


def fields_of(form: Tag) -> dict[str, object]:
    """What a form would send as it stands, but for files, buttons and what is not ticked."""
    found: dict[str, object] = {}
    for field in form.select("[name]:not(button)"):
        chosen = field.select_one("option[selected]") if field.name == "select" else field
        is_off = field.get("type") in ("checkbox", "radio") and not field.has_attr("checked")
        if chosen and not is_off and field.get("type") != "file":
            text = field.get_text() if field.name == "textarea" else chosen.get("value", "")
            found[str(field["name"])] = text
    return found


def test_every_room_has_an_expectation() -> None:
    assert set(ROOMS) == NAMED


@pytest.mark.parametrize("name", sorted(PAGES | {*FORMS, *REFUSED_FORMS}))
def test_a_room_is_read_by_its_managers_alone(
    company: Company, rows: tuple[Rows, Rows], name: str
) -> None:
    own, others = rows
    found = {person: company.asks(person, path(name, own)) for person in PEOPLE}

    assert found.pop("manager_a") in {"200", "405"}
    if name in OF_WRITERS:
        assert found.pop("editor_a") == "200"
    assert {person: answer for person, answer in found.items() if not refused(answer)} == {}
    assert refused(company.asks("manager_a", path(name, others)))


@pytest.mark.parametrize("name", sorted(OF_NETWORK))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_room_of_the_network_is_its_administrators_alone(
    company: Company, name: str, method: str
) -> None:
    found = {person: company.asks(person, path(name, {}), method) for person in PEOPLE}

    assert not refused(found.pop("network_admin"))
    assert {person: answer for person, answer in found.items() if not refused(answer)} == {}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_is_sent_by_its_managers_alone(
    company: Company, rows: tuple[Rows, Rows], name: str
) -> None:
    own, others = rows
    body = {**on_page(company, name, own), **FORMS[name](company.cast.a)}

    def sends(person: str, to: Rows) -> tuple[str, str]:
        return company.reads(person, path(name, to), "post", body)

    answer, page = sends("manager_a", own)
    assert answer.startswith("-> /gestion/"), BeautifulSoup(page, "html.parser").select(".error")
    found = {person: sends(person, own)[0] for person in PEOPLE if person != "manager_a"}
    if name in OF_WRITERS:
        assert found.pop("editor_a").startswith("-> /gestion/")
    assert {person: answer for person, answer in found.items() if not refused(answer)} == {}
    assert refused(sends("manager_a", others)[0])


def names(cast: Cast, side: Side) -> tuple[str, ...]:
    """What is read on a side only, in any of its rooms."""
    slug = side.collective.slug
    return (secret(side), f"perdu-{slug}@", str(side.order.uid), str(side.distribution.uid))


@pytest.mark.parametrize("name", sorted(PAGES | {*FORMS, *REFUSED_FORMS} | ONLY_LEADS_ON))
def test_nothing_of_the_other_collective_is_read_in_a_room(
    company: Company, rows: tuple[Rows, Rows], name: str
) -> None:
    for person, own, other in (
        ("manager_a", rows[0], company.cast.b),
        ("manager_b", rows[1], company.cast.a),
    ):
        _answer, page = company.reads(person, path(name, own))

        assert [word for word in names(company.cast, other) if word in page] == []


def mixed() -> Iterator[tuple[str, str]]:
    """Rooms with two values in their address, and the one of them that is another's."""
    for name, address in sorted(ROOMS.items()):
        parameters = [place["name"] for place in PLACE.finditer(address.route)]
        owned = [one for one in parameters if one not in SHARED]
        if len(owned) > 1:
            yield from ((name, one) for one in owned)


@pytest.mark.parametrize(("name", "parameter"), mixed())
def test_a_row_of_the_other_collective_below_one_of_ones_own_does_not_exist(
    company: Company, rows: tuple[Rows, Rows], name: str, parameter: str
) -> None:
    own, others = rows
    given = {**values(name, own), parameter: values(name, others)[parameter]}
    body = FORMS.get(name, nothing)(company.cast.a)
    address: Address = ROOMS[name]

    for person in ("manager_a", "manager_b"):
        assert refused(company.asks(person, address.path(given)))
        assert refused(company.asks(person, address.path(given), "post", body))
