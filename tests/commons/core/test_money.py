"""Money is rounded half-up to the cent, in one module, and no cent appears or vanishes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.core.money import (
    amount_cents,
    euros,
    format_euros,
    share,
    to_cents,
    vat_included_cents,
)
from commons.core.quantities import PriceBasis

CENTS = st.integers(-(10**9), 10**9)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any)


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("2.70", 270), ("0.005", 1), ("0.0049", 0), ("-0.005", -1), ("1.115", 112), ("0", 0)],
)
def test_euros_become_cents_half_up(amount: str, cents: int) -> None:
    assert to_cents(Decimal(amount)) == cents


@given(CENTS)
def test_cents_survive_the_way_to_euros_and_back(cents: int) -> None:
    assert to_cents(euros(cents)) == cents


@pytest.mark.parametrize(
    ("price", "basis", "quantity", "cents"),
    [
        ("3.50", PriceBasis.PIECE, 10, 3500),
        ("4.50", PriceBasis.KILO, 1500, 675),
        ("10.00", PriceBasis.KILO, 1999, 1999),
        ("15.00", PriceBasis.KILO, 510, 765),
        ("2.70", PriceBasis.LITRE, 750, 203),
        ("1.00", PriceBasis.KILO, 0, 0),
    ],
)
def test_an_amount_is_price_times_quantity(
    price: str, basis: PriceBasis, quantity: int, cents: int
) -> None:
    assert amount_cents(price=Decimal(price), basis=basis, quantity=quantity) == cents


@given(st.decimals(0, 10_000, places=4), st.sampled_from(PriceBasis), st.integers(0, 10**6))
def test_an_amount_is_within_half_a_cent(price: Decimal, basis: PriceBasis, quantity: int) -> None:
    exact = price * quantity * 100 / (1 if basis == PriceBasis.PIECE else 1000)

    assert abs(amount_cents(price=price, basis=basis, quantity=quantity) - exact) <= Decimal("0.5")


@given(CENTS, WEIGHTS)
def test_shares_add_up_and_stay_within_a_cent_of_the_proportion(
    total: int, weights: list[int]
) -> None:
    parts = share(total, weights)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@given(CENTS, WEIGHTS)
def test_a_reversed_sum_is_shared_in_reverse(total: int, weights: list[int]) -> None:
    assert share(-total, weights) == [-part for part in share(total, weights)]


def test_the_first_of_equals_gets_the_odd_cent() -> None:
    assert share(100, [1, 1, 1]) == [34, 33, 33]


def test_the_largest_remainder_gets_the_odd_cent() -> None:
    assert share(100, [1, 0, 2]) == [33, 0, 67]


def test_nothing_is_shared_among_no_weights() -> None:
    assert share(0, [0, 0]) == [0, 0]
    assert share(0, []) == []


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_a_sum_that_nobody_can_bear_is_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weight"):
        share(100, weights)


def test_vat_is_taken_out_of_the_sum_that_includes_it() -> None:
    """O15: 35.00 including 5.5 % is 33.18 without."""
    assert 3500 - vat_included_cents(3500, Decimal("5.5")) == 3318


def test_vat_of_a_reversed_sum_is_the_vat_reversed() -> None:
    assert vat_included_cents(-3000, Decimal(10)) == -273


def test_no_rate_is_no_vat() -> None:
    assert vat_included_cents(2000, Decimal(0)) == 0


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (270, "2,70\u00a0€"),
        (Decimal("4.5"), "4,50\u00a0€"),
        (164200, "1\u00a0642,00\u00a0€"),
        (123456789, "1\u00a0234\u00a0567,89\u00a0€"),
        (-360, "\u2212\u00a03,60\u00a0€"),
        (0, "0,00\u00a0€"),
        (Decimal("-0.001"), "0,00\u00a0€"),
    ],
)
def test_amounts_are_written_the_french_way(amount: int | Decimal, written: str) -> None:
    assert format_euros(amount) == written
