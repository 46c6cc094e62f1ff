"""The plan of the network at scale has what is asked of it, whatever the day; nothing is stored."""

from collections import Counter
from datetime import datetime

import pytest

from bench.network.marks import CLOSING_FARMS, CLOSING_ORDERS, SHOPS
from bench.network.ordering import OrderBook
from bench.network.plan import Evening, Plan, plan_network
from bench.network.sizes import NETWORK, YOUNG
from collectifs.demo.data_files import read_json
from farms.validators import is_siret
from tests.factories import PARIS

NOVEMBER = datetime(2026, 11, 24, 14, 0, tzinfo=PARIS)
# In May the fewest products are in season; on a Thursday morning two distributions are open.
MAY = datetime(2026, 5, 21, 9, 30, tzinfo=PARIS)
MIDNIGHT = datetime(2027, 1, 1, 0, 5, tzinfo=PARIS)


@pytest.fixture(scope="module", params=[NOVEMBER, MAY, MIDNIGHT], ids=str)
def plan(request: pytest.FixtureRequest) -> Plan:
    return plan_network(NETWORK, now=request.param)


def listings_at(plan: Plan, evening: Evening) -> int:
    collective = evening.round.collective
    return sum(len(plan.stalls[collective, farm]) for farm in evening.present)


def test_it_has_its_size(plan: Plan) -> None:
    assert len(plan.collectives) == 7
    assert len(plan.farms) == 100
    assert len(plan.rows) == 5_000
    assert len(plan.people) == 2_500
    assert sum(each.orders for each in plan.evenings) == 20_000
    assert (plan.now - plan.past[0].slot.starts_at).days in range(715, 735)


def test_collectives_are_described_as_the_demo_describes_them(plan: Plan) -> None:
    """The same services make them; what aisles are for is said by the products."""
    described = set(read_json("collectives")[0]) - {"aisles"}

    assert all(described <= set(entry) for entry in plan.collectives)


def test_farms_and_people_are_told_apart(plan: Plan) -> None:
    for key in ("name", "slug", "siret", "email"):
        assert len({farm[key] for farm in plan.farms}) == 100
    assert all(is_siret(farm["siret"]) for farm in plan.farms)
    assert all(farm["collectives"] for farm in plan.farms)
    assert len({person["email"] for person in plan.people}) == 2_500
    names = Counter((row["farm"], row["name"]) for row in plan.rows)
    assert set(names.values()) == {1}


def test_its_open_shops_have_the_listings_that_the_bench_asks_for(plan: Plan) -> None:
    opened = [each for each in plan.evenings if each.is_open]
    listings = {listings_at(plan, each) for each in opened}
    closing = next(each for each in opened if each.orders == CLOSING_ORDERS)

    assert set(SHOPS) <= listings
    assert len(closing.present) == CLOSING_FARMS
    assert all(each.slot.opens_at <= plan.now < each.slot.closes_at for each in opened)


def test_each_collective_has_one_today_one_open_and_two_planned(plan: Plan) -> None:
    for slug in NETWORK.members:
        own = [each for each in plan.evenings if each.round.collective == slug]
        assert any(each.day == plan.now.date() for each in own)
        assert any(each.is_open for each in own)
        assert sum(each.slot.opens_at > plan.now for each in own) >= 2


def test_everybody_orders_once_an_evening_while_one_can_and_finds_something() -> None:
    plan = plan_network(NETWORK, now=MAY)
    book, count = OrderBook(plan), 0

    for evening in plan.evenings:
        orders = list(book.orders(evening))
        count += len(orders)
        assert len({each.person for each in orders}) == len(orders) == evening.orders
        for each in orders:
            assert evening.slot.opens_at <= each.at <= min(evening.slot.closes_at, plan.now)
            assert each.wanted

    assert count == 20_000


def test_it_is_the_same_each_time() -> None:
    first, again = (plan_network(NETWORK, now=NOVEMBER) for _time in range(2))

    assert first == again
    assert list(OrderBook(first).orders(first.past[0])) == list(
        OrderBook(again).orders(again.past[0])
    )


@pytest.mark.parametrize("now", [NOVEMBER, MAY, MIDNIGHT], ids=str)
def test_a_young_one_lists_little_more_than_is_open(now: datetime) -> None:
    plan = plan_network(YOUNG, now=now)
    listings = {(each.round.place, each.day): listings_at(plan, each) for each in plan.evenings}
    opened = [each for each in plan.evenings if each.is_open]

    assert sorted(listings_at(plan, each) for each in opened) == [24, 100, 652]
    assert 776 < sum(listings.values()) <= 824
    assert 0 < sum(each.orders for each in plan.past) <= 10
