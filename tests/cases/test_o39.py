"""O39: pause declared while customers shop.

A producer, or the whole collective, declares a pause for the next date. Checkout of carts with
their goods is refused naming the product; goods sold from the collective's own stock still go
through.

Where ours differs: when the whole collective pauses, its own goods pause too.
"""

from datetime import timedelta

import pytest

from commons.collectives.services import set_collective_pause
from distributions.models import Distribution
from farms.services import pause_engagement, resume_engagement
from shop.listings.models import Listing
from shop.order.exceptions import BasketAdjusted
from shop.order.models import Order
from tests.factories import FRIDAY, MONDAY, make_distribution, make_listing, make_product
from tests.ordering import drafted, fill, order_of

pytestmark = pytest.mark.django_db


def two_sellers() -> tuple[Listing, Listing]:
    """At one distribution: goods of a farm, and the collective's own."""
    distribution = make_distribution()
    own = make_product("Sac en coton", collective=distribution.collective)
    return make_listing(distribution=distribution), make_listing(own, distribution)


def offered(distribution: Distribution) -> set[Listing]:
    return set(distribution.listings.offered())


def test_a_farm_that_pauses_takes_only_its_goods_away() -> None:
    farms, own = two_sellers()
    [engagement] = farms.product.farm.engagements.all()

    pause_engagement(engagement=engagement, actor=None, now=MONDAY)
    assert offered(farms.distribution) == {own}

    resume_engagement(engagement=engagement, actor=None, now=MONDAY)
    assert offered(farms.distribution) == {farms, own}


def test_a_collective_that_pauses_offers_nothing_on_those_days() -> None:
    farms, _own = two_sellers()
    collective = farms.distribution.collective
    week_after = make_listing(
        farms.product, make_distribution(collective, FRIDAY + timedelta(days=7))
    )

    set_collective_pause(
        collective=collective, paused_from=FRIDAY, paused_until=FRIDAY, actor=None, now=MONDAY
    )

    assert offered(farms.distribution) == set()
    assert offered(week_after.distribution) == {week_after}


def test_a_pause_without_an_end_goes_on() -> None:
    farms, _own = two_sellers()

    set_collective_pause(
        collective=farms.collective,
        paused_from=FRIDAY - timedelta(days=300),
        paused_until=None,
        actor=None,
        now=MONDAY,
    )

    assert offered(farms.distribution) == set()


def test_checkout_is_refused_naming_the_product_and_own_goods_go_through() -> None:
    farms, own = two_sellers()
    basket = fill({farms: 2, own: 1})
    [engagement] = farms.product.farm.engagements.all()
    pause_engagement(engagement=engagement, actor=None, now=MONDAY)

    with pytest.raises(BasketAdjusted) as refused:
        order_of(basket)

    (sentence,) = map(str, refused.value.adjustments)
    assert farms.product.name in sentence
    assert "ne vient pas à cette distribution" in sentence
    assert not Order.objects.exists()
    assert drafted(basket) == {own.pk: 1}
    assert [line.listing for line in order_of(basket).lines.all()] == [own]


def test_while_the_whole_collective_pauses_nothing_is_ordered() -> None:
    farms, own = two_sellers()
    basket = fill({farms: 2, own: 1})
    set_collective_pause(
        collective=farms.collective, paused_from=FRIDAY, paused_until=FRIDAY, actor=None, now=MONDAY
    )

    with pytest.raises(BasketAdjusted) as refused:
        order_of(type(basket).objects.get(pk=basket.pk))

    told = " ".join(map(str, refused.value.adjustments))
    assert farms.product.name in told
    assert own.product.name in told
    assert not Order.objects.exists()
