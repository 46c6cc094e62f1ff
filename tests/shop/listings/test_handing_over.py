"""A lasting stock is what is on the shelf: it leaves it when its distribution is over."""

from datetime import datetime, timedelta

import pytest

from collectifs.jobs.services import tick
from commons.collectives.models import Role
from distributions.services import move_distribution
from shop.catalogue.enums import StockMode
from shop.catalogue.models import Product
from shop.listings import facts
from shop.listings.exceptions import OutOfStock
from shop.listings.facts import count_stock, hand_over_due
from shop.listings.models import Listing, StockMove
from shop.listings.stock import left, take
from shop.order.models import Order
from shop.order.services import cancel_line, cancel_order
from shop.partner.models import StockRecord
from tests.counters import miscounted
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_distribution,
    make_listing,
    make_product,
    make_role,
)
from tests.ordering import buy

pytestmark = pytest.mark.django_db
OVER = datetime.fromisoformat("2026-11-27T19:30:00+01:00")
MONTH = timedelta(days=28)
MOMENTS = ("starts_at", "ends_at", "opens_at", "closes_at")


def honey(stock: int) -> Product:
    return make_product("Miel de forêt", stock=stock, stock_mode=StockMode.LASTING)


def on_friday(product: Product) -> Listing:
    return make_listing(product, make_distribution())


def next_month(listing: Listing) -> Listing:
    collective = listing.collective
    return make_listing(listing.product, make_distribution(collective, day=FRIDAY + MONTH))


def fresh(listing: Listing) -> Listing:
    return Listing.objects.select_related("stockrecord").get(pk=listing.pk)


def shelf(listing: Listing) -> tuple[int | None, int | None]:
    """What there is, and what is promised of it."""
    record = StockRecord.objects.get(pk=listing.stockrecord_id)
    return record.num_in_stock, record.num_allocated


def give_back(order: Order, now: datetime = OVER) -> None:
    manager = make_role(order.collective, Role.MANAGER)
    cancel_line(line=order.lines.get(), reason="Pot cassé", by=manager, now=now)


def put_off(listing: Listing) -> None:
    """To the same hours of the next month."""
    slot = listing.distribution
    moments = {name: getattr(slot, name) + MONTH for name in MOMENTS}
    move_distribution(distribution=slot, **moments, now=OVER)


def test_what_was_ordered_leaves_the_shelf_and_what_is_left_stays() -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})
    assert (shelf(listing), left(fresh(listing))) == ((8, 5), 3)

    assert hand_over_due(now=OVER) == 1

    assert (shelf(listing), left(fresh(listing))) == ((3, 0), 3)
    assert miscounted() == []


def test_it_is_logged_for_each_listing() -> None:
    listing = on_friday(honey(8))
    buy({listing: 2})
    buy({listing: 3})

    hand_over_due(now=OVER)

    move = StockMove.objects.get(kind="handed_over")
    assert (move.delta, move.listing, move.stockrecord) == (-5, listing, listing.stockrecord)
    assert (move.at, move.actor, fresh(listing).handed_over_at) == (OVER, None, OVER)


def test_it_happens_once() -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})

    assert [hand_over_due(now=OVER) for _ in range(2)] == [1, 0]

    assert shelf(listing) == (3, 0)


def test_nothing_leaves_before_the_end() -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})

    assert hand_over_due(now=OVER - timedelta(seconds=1)) == 0

    assert shelf(listing) == (8, 5)


def test_a_cancelled_distribution_hands_nothing_over() -> None:
    listing = on_friday(honey(8))
    order = buy({listing: 5})
    type(order.distribution).objects.update(cancelled_at=MONDAY)

    assert hand_over_due(now=OVER) == 0

    cancel_order(order=order, reason="Annulée", actor=None, now=MONDAY)
    assert shelf(listing) == (8, 0)


def test_the_tick_does_it() -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})

    assert tick(now=OVER)["goods handed over"] == 1


def test_what_a_farm_counts_after_a_distribution_can_all_be_promised() -> None:
    listing = on_friday(honey(8))
    later = next_month(listing)
    buy({listing: 5})
    hand_over_due(now=OVER)

    count_stock(product=listing.product, stock=10, actor=None, now=OVER)

    assert left(fresh(later)) == 10
    take(changes={later.pk: 10}, reference="abc", actor=None, now=OVER)


def test_a_count_does_not_wait_for_the_tick() -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})

    count_stock(product=listing.product, stock=10, actor=None, now=OVER)
    assert hand_over_due(now=OVER) == 0

    assert (shelf(listing), left(fresh(listing))) == ((10, 0), 10)
    kinds = StockMove.objects.order_by("pk").values_list("kind", "delta")
    assert list(kinds) == [("promised", 5), ("handed_over", -5), ("counted", 7)]


def test_a_count_leaves_the_promises_of_what_is_to_come() -> None:
    listing = on_friday(honey(20))
    later = next_month(listing)
    buy({listing: 5})
    take(changes={later.pk: 4}, reference="abc", actor=None, now=MONDAY)

    count_stock(product=listing.product, stock=10, actor=None, now=OVER)

    assert (shelf(listing), left(fresh(later))) == ((10, 4), 6)


def test_what_is_cancelled_afterwards_returns_to_the_shelf() -> None:
    listing = on_friday(honey(8))
    order = buy({listing: 5})
    hand_over_due(now=OVER)

    give_back(order)

    assert (fresh(listing).ordered, shelf(listing)) == (0, (8, 0))
    assert StockMove.objects.filter(kind="returned").get().delta == 5
    assert miscounted() == []


def test_what_is_cancelled_between_the_end_and_the_tick_was_never_taken_off() -> None:
    listing = on_friday(honey(8))
    order = buy({listing: 5})

    give_back(order)
    hand_over_due(now=OVER)

    assert shelf(listing) == (8, 0)
    assert set(StockMove.objects.values_list("kind", flat=True)) == {"promised", "given_back"}


def test_what_is_added_afterwards_leaves_the_shelf_as_guarded_as_a_promise() -> None:
    listing = on_friday(honey(8))
    later = next_month(listing)
    buy({listing: 5})
    hand_over_due(now=OVER)
    take(changes={later.pk: 2}, reference="abc", actor=None, now=OVER)

    with pytest.raises(OutOfStock):
        take(changes={listing.pk: 2}, reference="abc", actor=None, now=OVER)
    take(changes={listing.pk: 1}, reference="abc", actor=None, now=OVER)

    assert (fresh(listing).ordered, shelf(listing)) == (6, (2, 2))
    assert StockMove.objects.get(kind="handed_over", reference="abc").delta == -1


def test_one_take_may_return_to_the_shelf_and_promise_of_it() -> None:
    listing = on_friday(honey(5))
    later = next_month(listing)
    take(changes={listing.pk: 5}, reference="abc", actor=None, now=MONDAY)
    hand_over_due(now=OVER)

    take(changes={listing.pk: -3, later.pk: 3}, reference="abc", actor=None, now=OVER)

    assert (shelf(listing), left(fresh(later))) == ((3, 3), 0)


def test_a_distribution_put_off_after_its_end_has_not_handed_over_what_it_promised() -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})
    hand_over_due(now=OVER)
    put_off(listing)

    assert [hand_over_due(now=OVER) for _ in range(2)] == [1, 0]

    assert (shelf(listing), left(fresh(listing))) == ((8, 5), 3)
    assert StockMove.objects.get(kind="returned").delta == 5
    assert hand_over_due(now=OVER + MONTH) == 1
    assert shelf(listing) == (3, 0)


def test_a_count_knows_of_a_distribution_that_was_put_off() -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})
    hand_over_due(now=OVER)
    put_off(listing)

    count_stock(product=listing.product, stock=8, actor=None, now=OVER)

    assert (shelf(listing), left(fresh(listing))) == ((8, 5), 3)


def test_a_distribution_cancelled_after_its_end_gives_back_what_is_cancelled() -> None:
    listing = on_friday(honey(8))
    order = buy({listing: 5})
    hand_over_due(now=OVER)
    type(listing.distribution).objects.update(cancelled_at=OVER)

    assert hand_over_due(now=OVER) == 1
    give_back(order)

    assert shelf(listing) == (8, 0)


def test_a_listing_made_after_the_end_is_handed_over_too() -> None:
    product = honey(8)
    distribution = make_distribution()
    buy({make_listing(product, distribution): 1})
    hand_over_due(now=OVER)
    other = make_listing(honey(4), distribution)
    take(changes={other.pk: 1}, reference="abc", actor=None, now=OVER)

    assert hand_over_due(now=OVER) == 1

    assert shelf(other) == (3, 0)


def test_a_quota_stays_what_was_promised_at_its_date() -> None:
    listing = make_listing(quota=8)
    buy({listing: 5})

    hand_over_due(now=OVER)

    listing = fresh(listing)
    assert (listing.quota, listing.ordered, left(listing)) == (8, 5, 3)
    assert not StockMove.objects.filter(kind="handed_over").exists()


def test_goods_short_on_the_shelf_stay_as_short() -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})
    count_stock(product=listing.product, stock=3, actor=None, now=MONDAY)

    hand_over_due(now=OVER)

    assert shelf(listing) == (-2, 0)
    assert miscounted() == []


def test_one_distribution_that_fails_stops_no_other_and_stays_due() -> None:
    broken, sound = on_friday(honey(8)), on_friday(honey(8))
    for listing in (broken, sound):
        buy({listing: 5})
    broken.product.stockrecords.update(num_allocated=0)

    with pytest.raises(ExceptionGroup):
        hand_over_due(now=OVER)

    assert (shelf(sound), shelf(broken)) == ((3, 0), (8, 0))
    broken.product.stockrecords.update(num_allocated=5)
    assert hand_over_due(now=OVER) == 1
    assert shelf(broken) == (3, 0)


def test_killed_in_between_nothing_is_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = on_friday(honey(8))
    buy({listing: 5})

    def killed(*_args: object, **_kwargs: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(facts, "log_moves", killed)
        with pytest.raises(SystemExit):
            hand_over_due(now=OVER)
    assert shelf(listing) == (8, 5)

    assert hand_over_due(now=OVER) == 1
    assert shelf(listing) == (3, 0)


@pytest.mark.parametrize("goods", [2, 12])
def test_a_distribution_takes_as_many_queries_whatever_it_sold(
    goods: int, django_assert_num_queries: object
) -> None:
    distribution = make_distribution()
    for _ in range(goods):
        listing = make_listing(honey(8), distribution)
        take(changes={listing.pk: 5}, reference="abc", actor=None, now=MONDAY)

    # Which are due, twice; then, in a savepoint, two locks and three writes.
    with django_assert_num_queries(9):  # type: ignore[operator]
        hand_over_due(now=OVER)
    with django_assert_num_queries(2):  # type: ignore[operator]
        hand_over_due(now=OVER)
