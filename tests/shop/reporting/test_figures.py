"""What a collective sold over a period, and the period that it is compared with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.order.services import cancel_order
from shop.reporting.charts import HEIGHT, bars
from shop.reporting.figures import Sales, compared, dates_of, latest_dates, sellers_of
from shop.reporting.periods import DAY, Period, month_of
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_listing,
    make_product,
)
from tests.ordering import buy

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2026-11-01", "2026-11-30"), ("2026-10-01", "2026-10-31")),
        (("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")),
        (("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
        (("2026-01-01", "2026-03-31"), ("2025-10-01", "2025-12-31")),
        (("2026-11-02", "2026-11-08"), ("2026-10-26", "2026-11-01")),
        (("2026-11-23", "2026-11-23"), ("2026-11-22", "2026-11-22")),
    ],
)
def test_months_are_compared_with_months_and_days_with_days(
    period: tuple[str, str], before: tuple[str, str]
) -> None:
    first, last = map(date.fromisoformat, period)

    assert Period(first, last).before == Period(*map(date.fromisoformat, before))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 366))
def test_the_period_before_ends_the_day_before(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))

    assert period.before.last == first - DAY
    assert period.before.first <= period.before.last


@pytest.mark.django_db
def test_a_sale_counts_at_the_day_of_its_distribution() -> None:
    collective = make_collective()
    november = make_listing(None, make_distribution(collective), price="2.50")
    later = make_distribution(collective, FRIDAY + timedelta(days=7), opens_at=MONDAY - DAY)
    december = make_listing(None, later, price=4)
    buy({november: 2})
    buy({november: 1})
    buy({december: 1})
    buy({make_listing(): 3})

    found = compared(collective, DECEMBER)

    assert (found.now, found.before) == (Sales(1, 400), Sales(2, 750))
    assert (found.percent, found.before.average_cents) == (-47, 375)
    assert found.average_difference_cents == 25


@pytest.mark.django_db
def test_what_is_cancelled_is_no_sale() -> None:
    listing = make_listing()
    cancel_order(order=buy({listing: 1}), actor=None, now=MONDAY)

    assert compared(listing.collective, NOVEMBER).now == Sales(0, 0)
    assert sellers_of(listing.collective, NOVEMBER) == []


@pytest.mark.django_db
def test_sellers_and_dates_add_up_to_the_same() -> None:
    collective = make_collective()
    distribution = make_distribution(collective)
    eggs, bags = (
        make_listing(None, distribution, price="3.10"),
        make_listing(
            make_product("Sac", farm=None, collective=collective), distribution, price="0.15"
        ),
    )
    buy({eggs: 2, bags: 1})
    buy({eggs: 1})

    sellers, dates = sellers_of(collective, NOVEMBER), dates_of(collective, NOVEMBER)

    assert [(row.orders, row.cents) for row in sellers] == [(2, 930), (1, 15)]
    assert [(each.sold_orders, each.sold_cents) for each in dates] == [(2, 945)]
    assert compared(collective, NOVEMBER).now.cents == 945


@pytest.mark.django_db
def test_the_latest_dates_are_those_that_opened() -> None:
    collective = make_collective()
    opened = make_distribution(collective)
    make_distribution(collective, FRIDAY + timedelta(days=7), opens_at=MONDAY + DAY)

    assert latest_dates(collective, MONDAY, 8) == [opened]


@given(st.lists(st.integers(0, 10_000_000), max_size=12))
def test_bars_stand_on_the_ground_and_the_highest_is_full(values: list[int]) -> None:
    drawn = bars(values)

    assert all(each.y + each.height == HEIGHT for each in drawn)
    assert max((each.height for each in drawn), default=0) == (HEIGHT if any(values) else 0)
    assert sorted(range(len(drawn)), key=lambda n: (values[n], n)) == sorted(
        range(len(drawn)), key=lambda n: (drawn[n].height, values[n], n)
    )


def test_a_month_ends_where_it_ends() -> None:
    assert month_of(date(2028, 2, 11)) == Period(date(2028, 2, 1), date(2028, 2, 29))
