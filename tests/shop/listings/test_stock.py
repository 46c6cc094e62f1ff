"""Taking and giving back: all of it or nothing, and each move is logged."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from shop.catalogue.enums import StockMode
from shop.listings.exceptions import ListingMissing, OutOfStock, Shortage
from shop.listings.models import Listing, StockMove
from shop.listings.stock import counter, left, take
from tests.factories import MONDAY, make_distribution, make_listing, make_product

pytestmark = pytest.mark.django_db


def take_now(changes: dict[int, int]) -> None:
    take(changes=changes, reference="abc", actor=None, now=MONDAY)


def fresh(listing: Listing) -> Listing:
    return Listing.objects.select_related("stockrecord").get(pk=listing.pk)


def test_what_is_taken_is_held_and_logged() -> None:
    listing = make_listing(quota=8)

    take_now({listing.pk: 3})

    assert (fresh(listing).ordered, left(fresh(listing))) == (3, 5)
    assert list(StockMove.objects.values_list("delta", "reference", "at")) == [(3, "abc", MONDAY)]


def test_a_shortage_names_what_was_asked_and_what_is_left() -> None:
    listing = make_listing(quota=8, ordered=6)

    with pytest.raises(OutOfStock) as refused:
        take_now({listing.pk: 3})

    assert refused.value.shortages == [Shortage(listing.pk, 3, 2)]


def test_one_shortage_stores_nothing_of_the_rest() -> None:
    distribution = make_distribution()
    plenty = make_listing(make_product(), distribution, quota=8)
    scarce = make_listing(make_product(), distribution, quota=1)

    with pytest.raises(OutOfStock):
        take_now({plenty.pk: 3, scarce.pk: 2})

    assert fresh(plenty).ordered == 0
    assert not StockMove.objects.exists()


def test_every_shortage_is_told_at_once() -> None:
    distribution = make_distribution()
    listings = [make_listing(make_product(), distribution, quota=1) for _ in range(2)]

    with pytest.raises(OutOfStock) as refused:
        take_now({listing.pk: 2 for listing in listings})

    assert {each.listing_id for each in refused.value.shortages} == {each.pk for each in listings}


def test_what_is_given_back_can_be_taken_again() -> None:
    listing = make_listing(quota=8, ordered=8)

    take_now({listing.pk: -3})
    take_now({listing.pk: 3})

    assert left(fresh(listing)) == 0


def test_given_back_first_even_where_both_share_a_stock() -> None:
    product = make_product(stock=5, stock_mode=StockMode.LASTING)
    one, other = (make_listing(product, make_distribution()) for _ in range(2))
    take_now({one.pk: 5})

    take_now({one.pk: -3, other.pk: 3})

    assert (fresh(one).ordered, fresh(other).ordered) == (2, 3)


def test_two_listings_cannot_share_more_than_their_stock() -> None:
    product = make_product(stock=5, stock_mode=StockMode.LASTING)
    one, other = (make_listing(product, make_distribution()) for _ in range(2))

    with pytest.raises(OutOfStock) as refused:
        take_now({one.pk: 3, other.pk: 3})

    assert [each.left for each in refused.value.shortages] == [2]


def test_giving_back_more_than_is_held_is_a_mistake() -> None:
    listing = make_listing(quota=8, ordered=2)

    with pytest.raises(TransactionManagementError), transaction.atomic():
        take_now({listing.pk: -3})


def test_a_listing_that_is_gone_is_refused() -> None:
    with pytest.raises(ListingMissing) as refused:
        take_now({404: 1})

    assert refused.value.listing_ids == [404]


def test_nothing_to_change_asks_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        take_now({404: 0})


def test_without_a_limit_the_counter_goes_below_zero() -> None:
    listing = make_listing(make_product(stock_mode=StockMode.UNLIMITED), quota=1)

    take_now({listing.pk: 10})

    assert (left(fresh(listing)), counter(fresh(listing))) == (None, -9)


def test_twelve_listings_take_four_queries(django_assert_num_queries: object) -> None:
    distribution = make_distribution()
    listings = [make_listing(make_product(), distribution, quota=9) for _ in range(12)]

    with django_assert_num_queries(4):  # type: ignore[operator]
        take_now({listing.pk: 2 for listing in listings})


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_taken() -> None:
    with pytest.raises(TransactionManagementError):
        take_now({1: 1})
