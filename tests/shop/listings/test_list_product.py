"""One product listed where it is usually offered and its seller comes."""

from datetime import timedelta

import pytest

from distributions.models import Distribution
from shop.catalogue.models import Product
from shop.listings.services import list_product, offer_usually
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_collective,
    make_distribution,
    make_farm,
    make_product,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


def listed(product: Product) -> list[Distribution]:
    return [each.distribution for each in list_product(product=product, now=MONDAY)]


def test_a_farms_product_is_listed_at_the_coming_dates_of_the_farm() -> None:
    farm, collective = make_farm(), make_collective()
    product = make_product(farm=farm)
    offer_usually(product=product, collective=collective, usual_quota=12, now=MONDAY)
    comes, stays_away, over, elsewhere = (
        make_distribution(collective, FRIDAY),
        make_distribution(collective, FRIDAY + WEEK),
        make_distribution(collective, FRIDAY - WEEK),
        make_distribution(make_collective()),
    )
    for each in (comes, over, elsewhere):
        make_attendance(each, farm)
    make_attendance(stays_away, farm, state="absent")

    assert listed(product) == [comes]
    assert comes.listings.get().quota == 12
    assert comes.listings.get().attendance == comes.attendances.get()
    assert listed(product) == []


def test_the_collectives_own_goods_need_nobody_to_come() -> None:
    distribution = make_distribution()
    product = make_product(farm=None, collective=distribution.collective)
    offer_usually(product=product, collective=distribution.collective, now=MONDAY)

    assert listed(product) == [distribution]


def test_what_is_off_sale_is_not_listed() -> None:
    distribution = make_distribution()
    product = make_product(farm=None, collective=distribution.collective, is_public=False)
    offer_usually(product=product, collective=distribution.collective, now=MONDAY)

    assert listed(product) == []
