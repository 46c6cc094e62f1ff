"""Sheets open as they are in a French spreadsheet, and run nothing."""

import csv
from datetime import UTC
from io import StringIO

import pytest

from shop.reporting import sheets
from shop.reporting.files import BY_CUSTOMER, BY_PRODUCT, streamed_sheet
from shop.reporting.recap import Recap
from shop.reporting.standings import standings_of
from tests.factories import (
    MONDAY,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
    make_weight_product,
)
from tests.listed import ordered, recap

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Recap:
    distribution, farm = make_distribution(), make_farm()
    carrots = make_listing(make_product("=Carottes", farm=farm), distribution)
    leeks = make_listing(make_weight_product(farm=farm), distribution)
    ordered({carrots: 2, leeks: 1500}, "+33 Camille", note="@mûres")
    return recap(distribution, farm)


def by_product(found: Recap) -> bytes:
    return b"".join(sheets.encoded(sheets.product_rows(found)))


def by_customer(found: Recap) -> bytes:
    return b"".join(sheets.encoded(sheets.customer_rows(found.customers)))


def rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_a_sheet_starts_with_a_byte_order_mark(found: Recap) -> None:
    assert by_product(found).startswith(b"\xef\xbb\xbf")


def test_by_product(found: Recap) -> None:
    _head, *body = rows(by_product(found))

    assert body == [
        ["'=Carottes", "2", "bottes", "", "5,40", "", "1 : @mûres"],
        ["Poireaux", "1,5", "kg", "", "4,80", "", "1 : @mûres"],
        ["Total", "3", "articles", "", "10,20", "", ""],
    ]


def test_by_customer_one_row_per_product(found: Recap) -> None:
    _head, *body = rows(by_customer(found))

    assert body == [
        ["1", "'+33 C.", "'=Carottes", "2", "bottes", "5,40", "", "'@mûres"],
        ["1", "'+33 C.", "Poireaux", "1,5", "kg", "4,80", "", "'@mûres"],
        ["Total", "", "", "3", "articles", "10,20", "", ""],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", *"＝＋－＠"])
def test_every_sign_that_starts_a_formula_is_neutralised(sign: str) -> None:
    distribution, farm = make_distribution(), make_farm()
    product = make_product(f"{sign}2+3", farm=farm)
    ordered({make_listing(product, distribution): 1})

    content = rows(by_product(recap(distribution, farm)))

    assert content[1][0] == f"'{sign}2+3"


def test_a_sheet_says_when_it_was_made_by_the_clock_of_the_collective() -> None:
    distribution, farm = make_distribution(), make_farm()
    ordered({make_listing(make_product(farm=farm), distribution): 1})
    [standing] = standings_of(distribution)

    for name in (BY_PRODUCT, BY_CUSTOMER):
        _name, parts = streamed_sheet(name, standing, MONDAY.astimezone(UTC))

        assert rows(b"".join(parts))[-1] == ["Liste établie le lundi 23 novembre à 10\xa0h."]
