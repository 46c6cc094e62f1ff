"""One product listed where it is usually offered and its seller comes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from distributions.models import Distribution
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.listings.services import list_product, list_usual_goods, offer_usually
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_collective,
    make_distribution,
    make_farm,
    make_listing,
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


def test_at_many_dates_it_asks_no_more_than_at_one() -> None:
    farm, asked = make_farm(), []
    for dates in (1, 24):
        product, collective = make_product(farm=farm), make_collective()
        offer_usually(product=product, collective=collective, now=MONDAY)
        for n in range(dates):
            make_attendance(make_distribution(collective, FRIDAY + n * WEEK), farm)
        with CaptureQueriesContext(connection) as queries:
            assert len(listed(product)) == dates
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 8


def test_the_goods_of_many_farms_ask_no_more_than_those_of_one() -> None:
    asked = []
    for farms in (1, 12):
        distribution = make_distribution()
        for _ in range(farms):
            product = make_product()
            make_attendance(distribution, product.seller.farm)
            offer_usually(product=product, collective=distribution.collective, now=MONDAY)
        with CaptureQueriesContext(connection) as queries:
            list_usual_goods(distribution=distribution, now=MONDAY)
        asked.append(len(queries))
        assert Listing.objects.filter(distribution=distribution).count() == farms

    assert asked[0] == asked[1]


def test_each_collective_has_its_own_last_price() -> None:
    product, prices = make_product(farm=make_farm()), ("2.50", "3.10")
    for price in prices:
        distribution = make_distribution()
        make_listing(product, distribution, price=Decimal(price))
        offer_usually(product=product, collective=distribution.collective, now=MONDAY)
        later = make_distribution(distribution.collective, FRIDAY + WEEK)
        make_attendance(later, product.seller.farm)

    added = list_product(product=product, now=MONDAY)

    assert sorted(listing.price for listing in added) == [Decimal(price) for price in prices]
