"""A calendar is deleted while an order arrives: the one or the other, and never a raw error."""

from datetime import date, time

import pytest

from commons.core.refusals import Refused
from distributions.exceptions import CalendarHasOrders
from distributions.models import Distribution, DistributionSeries
from distributions.services import create_series
from home.backoffice.services import remove_calendar
from shop.listings.models import Listing
from shop.order.models import Order
from tests.concurrency.meeting import SLOWEST, Meeting
from tests.concurrency.threads import together
from tests.factories import MONDAY, make_collective, make_listing, make_place, make_user
from tests.ordering import fill, order_of

pytestmark = pytest.mark.django_db(transaction=True)
GOODS_HELD = ('UPDATE "listings_listing"',)
COUNTER = ("UPDATE", "last_order_number")
DATES_HELD = ('FROM "distributions_distribution"', "FOR UPDATE")


def calendar() -> tuple[DistributionSeries, list[Listing]]:
    """Of two Fridays, with a product at each."""
    place = make_place(make_collective())
    series = create_series(
        collective=place.collective,
        place=place,
        first_on=date(2026, 11, 27),
        last_on=date(2026, 12, 4),
        starts_at=time(17, 30),
        ends_at=time(19, 30),
        opens_time=time(8),
        closes_time=time(12),
        opens_days_before=12,
        now=MONDAY,
    )
    return series, [make_listing(distribution=each) for each in series.distributions.all()]


def deletes(series: DistributionSeries) -> str:
    try:
        remove_calendar(series=series, actor=make_user(), now=MONDAY)
    except CalendarHasOrders:
        return "has orders"
    return "deleted"


def test_an_order_that_holds_its_goods_ends_first_and_counts() -> None:
    series, listings = calendar()
    basket, goods, dates = fill({listings[1]: 2}), Meeting(), Meeting()

    def order() -> str:
        with goods.after(*GOODS_HELD), dates.before(*COUNTER):
            order_of(basket)
        return "ordered"

    def delete() -> str:
        goods.reached.wait(SLOWEST)
        with dates.after(*DATES_HELD):
            return deletes(series)

    assert together([order, delete]) == ["ordered", "has orders"]
    assert Order.objects.get().short_number == 1
    assert Distribution.objects.count() == 2


def test_an_order_that_comes_after_it_is_refused_in_words() -> None:
    series, listings = calendar()
    basket = fill({listings[1]: 2})

    assert deletes(series) == "deleted"

    with pytest.raises(Refused):
        order_of(basket)
