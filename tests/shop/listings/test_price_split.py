"""Who gets a sum, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.collectives.models import FeeBearer
from shop.listings.price_split import Split, split_cents, split_parts

PERCENT = st.decimals(min_value=0, max_value=100, places=2)


@pytest.mark.parametrize(
    ("bearer", "split"),
    [(FeeBearer.FARM, Split(8800, 700, 500)), (FeeBearer.COLLECTIVE, Split(9300, 200, 500))],
)
def test_the_fee_is_taken_from_who_bears_it(bearer: FeeBearer, split: Split) -> None:
    rates = {"commission_rate": Decimal(7), "fee_rate": Decimal(5)}

    assert split_cents(10_000, **rates, fee_bearer=bearer) == split


def test_what_the_collective_sells_itself_is_its_own_but_the_fee() -> None:
    split = split_cents(1000, commission_rate=None, fee_rate=Decimal(5), fee_bearer=FeeBearer.FARM)

    assert split == Split(0, 950, 50)


@given(st.integers(0, 10**6), PERCENT, PERCENT, st.sampled_from(FeeBearer.values))
def test_no_cent_appears_or_vanishes(
    cents: int, commission: Decimal, fee: Decimal, bearer: str
) -> None:
    split = split_cents(cents, commission_rate=commission, fee_rate=fee, fee_bearer=bearer)

    assert split.farm + split.collective + split.platform == cents
    assert min(split.farm, split.collective, split.platform) >= 0


def test_the_parts_of_several_sums_make_a_hundred_percent() -> None:
    parts = split_parts([Split(2, 1, 0), Split(1, 0, 1)], collective="Vallée claire")

    assert [part.label for part in parts] == ["Fermes", "Vallée claire", "Plateforme"]
    assert sum(part.percent for part in parts) == 100


def test_who_gets_nothing_is_not_named() -> None:
    parts = split_parts([Split(0, 950, 0)], collective="Vallée claire")

    assert [(part.label, part.percent) for part in parts] == [("Vallée claire", 100)]
