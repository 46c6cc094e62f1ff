"""Sheets open as they are in a French spreadsheet, and run nothing."""

import csv
from io import StringIO

import pytest

from shop.reporting import sheets
from shop.reporting.recap import Recap
from tests.factories import (
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


def rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_a_sheet_starts_with_a_byte_order_mark(found: Recap) -> None:
    assert sheets.by_product(found).startswith(b"\xef\xbb\xbf")


def test_by_product(found: Recap) -> None:
    _head, *body = rows(sheets.by_product(found))

    assert body == [
        ["'=Carottes", "2", "bottes", "", "5,40", "", "1 : @mûres"],
        ["Poireaux", "1,5", "kg", "", "4,80", "", "1 : @mûres"],
        ["Total", "3", "articles", "", "10,20", "", ""],
    ]


def test_by_customer_one_row_per_product(found: Recap) -> None:
    _head, *body = rows(sheets.by_customer(found))

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

    content = rows(sheets.by_product(recap(distribution, farm)))

    assert content[1][0] == f"'{sign}2+3"
