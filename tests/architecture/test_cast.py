"""Everybody tries every address; one that no expectation names fails. See `expectations.py`."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine

from tests.architecture.addresses import PLACE, Address, addresses
from tests.architecture.company import Company, kept_out, refused
from tests.architecture.expectations import (
    ADMIN_ENTRANCES,
    ADMIN_OF_NETWORK,
    ADMIN_OPEN,
    EXPECTED,
    IN_ADMIN,
    OUTSIDE_ADMIN,
    Answers,
    Row,
    default_values,
)
from tests.cast import PEOPLE, STRANGER, Cast, make_cast
from tests.factories import MONDAY

ADMIN = "gestion/"


@pytest.fixture
def company(db: None) -> Iterator[Company]:
    with time_machine.travel(MONDAY, tick=False):
        yield Company(make_cast())


def row_of(address: Address) -> Row | None:
    return EXPECTED.get(address.route) or EXPECTED.get(address.name)


def is_expected(found: str, wanted: str) -> bool:
    return any(
        found.startswith(each) if each.startswith("-> ") else found == each
        for each in wanted.split(" or ")
    )


def differences(company: Company, address: Address, row: Row) -> Iterator[str]:
    given = {**default_values(company.cast), **(row.values(company.cast) if row.values else {})}
    path = address.path(given)
    for method, answers in (("get", row.get), ("post", row.post)):
        for name in PEOPLE:
            found = company.asks(name, path, method)
            if not passes(found, name, answers, row.get):
                wanted = (answers or row.get)[name]
                yield f"{address.name} {method} {path} {name}: {found}, not {wanted}"


def passes(found: str, name: str, answers: Answers | None, get: Answers) -> bool:
    if answers is None:
        return found == "405" or is_expected(found, get[name])
    return is_expected(found, answers[name])


def test_every_address_has_an_expectation() -> None:
    named = [
        each for each in addresses() if each.route.startswith(ADMIN) or each.name in ADMIN_ENTRANCES
    ]
    missing = [each for each in addresses() if each not in named and row_of(each) is None]

    assert missing == []


def test_no_expectation_is_left_over() -> None:
    known = {each.name for each in addresses()} | {each.route for each in addresses()}

    assert set(EXPECTED) - known == set()


def test_everybody_gets_what_is_expected(company: Company) -> None:
    found = [
        difference
        for address in addresses()
        if (row := row_of(address))
        for difference in differences(company, address, row)
    ]

    assert found == []


def mixed(cast: Cast, address: Address, row: Row) -> Iterator[str]:
    """Addresses with one value of collective B among those of A."""
    swapped = replace(cast, a=cast.b, b=cast.a)
    own, others = (
        {**default_values(each), **(row.values(each) if row.values else {})}
        for each in (cast, swapped)
    )
    differing = [place["name"] for place in PLACE.finditer(address.route)]
    differing = [name for name in differing if own.get(name) != others.get(name)]
    if len(differing) > 1:
        yield from (address.path({**own, name: others[name]}) for name in differing)


def test_values_of_two_collectives_do_not_go_together(company: Company) -> None:
    found = {
        f"{method} {path} {person}": answer
        for address in addresses()
        if (row := row_of(address))
        for path in mixed(company.cast, address, row)
        for method in ("get", "post")
        for person in PEOPLE
        if not refused(answer := company.asks(person, path, method))
    }

    assert found == {}


def admin_paths() -> list[str]:
    """Addresses of the Wagtail admin that have an owner."""
    found = [each for each in addresses() if each.route.startswith(ADMIN)]
    return [
        each.path({})
        for each in found
        if each.name not in ADMIN_ENTRANCES and each.route not in ADMIN_OPEN
    ]


def test_a_stranger_is_sent_from_the_admin_to_the_login_page(company: Company) -> None:
    found = {path: company.asks(STRANGER, path) for path in admin_paths()}

    assert {path: answer for path, answer in found.items() if not refused(answer)} == {}
    assert company.asks(STRANGER, "/gestion/login/") == "login"


def test_whoever_neither_manages_nor_writes_does_not_enter_the_admin(company: Company) -> None:
    found = {path: company.asks("consumer_a", path) for path in admin_paths()}
    assert {path: answer for path, answer in found.items() if not refused(answer)} == {}

    for name in OUTSIDE_ADMIN:
        assert refused(company.asks(name, "/gestion/"))
        assert company.asks(name, "/gestion/login/") == "403"


def test_whoever_manages_or_writes_enters_the_admin(company: Company) -> None:
    assert {name: company.asks(name, "/gestion/") for name in IN_ADMIN} == dict.fromkeys(
        IN_ADMIN, "200"
    )


@pytest.mark.parametrize("screen", ADMIN_OF_NETWORK)
def test_a_manager_does_not_see_the_networks_screens(company: Company, screen: str) -> None:
    paths = [path for path in admin_paths() if path.startswith(f"/gestion/{screen}/")]
    found = {path: company.asks("manager_a", path) for path in paths}

    assert paths
    assert {path: answer for path, answer in found.items() if not kept_out(answer)} == {}


def test_what_the_admin_serves_to_anybody_belongs_to_nobody(company: Company) -> None:
    found = {route: company.asks(STRANGER, f"/{route}") for route in ADMIN_OPEN}

    assert all("500" not in answer for answer in found.values())
