"""The VAT rate that a line keeps follows its seller's status on the distribution's day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from commons.collectives.models import CollectiveVatStatus
from farms.models import FarmVatStatus, VatRegime
from tests.factories import (
    FRIDAY,
    make_collective,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
)
from tests.ordering import buy

pytestmark = pytest.mark.django_db

THURSDAY = FRIDAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "rate", "without_tax"),
    [(THURSDAY, Decimal(20), Decimal("2.00")), (FRIDAY, None, Decimal("2.40"))],
)
def test_an_association_that_ceases_to_be_liable_freezes_no_rate_from_that_day(
    day: date, rate: Decimal | None, without_tax: Decimal
) -> None:
    collective = make_collective()
    for liable, since in ((True, date(2020, 1, 1)), (False, FRIDAY)):
        CollectiveVatStatus.objects.create(collective=collective, liable=liable, since=since)
    bag = make_product(collective=collective, vat_rate=Decimal(20), price=Decimal("2.40"))

    (line,) = buy({make_listing(bag, make_distribution(collective, day)): 1}).lines.all()

    assert (line.vat_rate, line.line_price_excl_tax) == (rate, without_tax)


def test_the_association_says_nothing_of_the_rates_of_farms() -> None:
    collective, farm = make_collective(), make_farm()
    distribution = make_distribution(collective)
    bag = make_listing(make_product(collective=collective, vat_rate=Decimal(20)), distribution)
    carrots = make_listing(make_product(farm=farm, vat_rate=Decimal("5.5")), distribution)

    order = buy({bag: 1, carrots: 1})

    rates = dict(order.lines.values_list("listing", "vat_rate"))
    assert rates == {bag.pk: None, carrots.pk: Decimal("5.5")}


@pytest.mark.parametrize(("day", "rate"), [(THURSDAY, Decimal("5.5")), (FRIDAY, None)])
def test_a_farm_in_franchise_freezes_no_rate_from_that_day(day: date, rate: Decimal | None) -> None:
    farm = make_farm()
    FarmVatStatus.objects.create(farm=farm, regime=VatRegime.FRANCHISE, since=FRIDAY)
    product = make_product(farm=farm, vat_rate=Decimal("5.5"))

    (line,) = buy({make_listing(product, make_distribution(day=day)): 1}).lines.all()

    assert line.vat_rate == rate
