"""What a recap says beside its totals: keeping place, notes, what comes to the farm."""

from decimal import Decimal

import pytest

from commons.collectives.models import FeeBearer
from shop.catalogue.enums import Keeping
from shop.listings.services import set_listing_price
from shop.order.services import amend_order
from shop.reporting.customers import shown_name
from shop.reporting.recap import Note
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_listing,
    make_product,
    make_weight_product,
)
from tests.listed import ordered, recap
from tests.ordering import buy, want

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("bearer", "fees", "net"), [(FeeBearer.FARM, [500], 8300), (FeeBearer.COLLECTIVE, [], 8800)]
)
def test_commission_and_fee_are_withheld_once_from_the_sum(
    bearer: FeeBearer, fees: list[int], net: int
) -> None:
    collective = make_collective(fee_bearer=bearer)
    distribution, farm = make_distribution(collective), make_farm()
    make_engagement(farm, collective, commission_rate=Decimal(12))
    ordered({make_listing(make_product(farm=farm, price=Decimal(10)), distribution): 10})

    found = recap(distribution, farm)

    assert [(part.rate_label, part.cents) for part in found.commissions] == [
        ("12\N{NO-BREAK SPACE}%", 1200)
    ]
    assert [part.cents for part in found.fees] == fees
    assert found.net_cents == net


def test_commission_is_rounded_once_for_the_farm_not_for_each_line() -> None:
    """Three lines of 0.05 € at 10 %: 0.02 € of 0.15 €, and not three times 0.01 €."""
    collective = make_collective(default_commission_rate=Decimal(10))
    distribution, farm = make_distribution(collective), make_farm()
    for name in ("Ail", "Persil", "Thym"):
        product = make_product(name, farm=farm, price=Decimal("0.05"))
        ordered({make_listing(product, distribution): 1})

    [part] = recap(distribution, farm).commissions

    assert (part.base_cents, part.cents) == (15, 2)


def test_goods_by_weight_count_as_one_item_each() -> None:
    distribution, farm = make_distribution(), make_farm()
    leeks = make_listing(make_weight_product(farm=farm), distribution)
    ordered({leeks: 1500})
    ordered({leeks: 2000})

    found = recap(distribution, farm)

    assert [row.quantity_label for row in found.products] == ["3,5\N{NO-BREAK SPACE}kg"]
    assert found.items == 2


def test_a_row_says_where_it_is_kept_and_what_was_asked() -> None:
    distribution, farm = make_distribution(), make_farm()
    cheese = make_product("Fromage", farm=farm, keeping=Keeping.CHILLED)
    ordered({make_listing(cheese, distribution): 1}, note="bien fait")

    [row] = recap(distribution, farm).products

    assert (row.keeping_label, row.notes) == ("réfrigéré", [Note(1, "bien fait")])


@pytest.mark.parametrize(
    ("name", "rule", "shown"),
    [
        ("Camille Arnoux", "short", "Camille A."),
        ("Camille", "short", "Camille"),
        ("Jean-Marc de la tour", "short", "Jean-Marc T."),
        ("  Camille   Arnoux ", "full", "Camille Arnoux"),
        ("Camille Arnoux", "number", ""),
        ("camille@sillon.example", "full", ""),
        ("06 39 98 12 34", "full", ""),
        ("", "short", ""),
    ],
)
def test_a_customer_is_named_by_the_rule(name: str, rule: str, shown: str) -> None:
    assert shown_name(name, rule) == shown


def test_one_product_at_two_prices_makes_two_rows_each_with_its_price() -> None:
    listing = make_listing(make_product("Carottes", price="2.00"))
    order = buy({listing: 2})
    set_listing_price(listing=listing, price=Decimal("3.00"), actor=None, now=MONDAY)
    want(order, {listing: 3})
    amend_order(order=order, actor=order.user, now=MONDAY)

    found = recap(listing.distribution, listing.product.farm)

    assert [(row.title, row.quantity, row.amount_cents) for row in found.products] == [
        ("Carottes (2,00\N{NO-BREAK SPACE}€)", 2, 400),
        ("Carottes (3,00\N{NO-BREAK SPACE}€)", 1, 300),
    ]
    assert found.total_cents == 700
