"""Twenty buyers at once never get more than there is, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from shop.catalogue.enums import StockMode
from shop.listings.exceptions import OutOfStock
from shop.listings.stock import take
from tests.factories import MONDAY, make_distribution, make_listing, make_product

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS = 20


def buy(*changes: dict[int, int]) -> int:
    """Buyers who start at the same moment, each with one of the baskets; how many were served."""
    start = Barrier(BUYERS)

    def one(number: int) -> bool:
        try:
            start.wait()
            with transaction.atomic():
                basket = changes[number % len(changes)]
                take(changes=basket, reference=f"n{number}", actor=None, now=MONDAY)
        except OutOfStock:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(BUYERS) as threads:
        return sum(threads.map(one, range(BUYERS)))


def test_a_quota_of_seven_serves_seven_buyers() -> None:
    listing = make_listing(quota=7)

    served = buy({listing.pk: 1})

    listing.refresh_from_db()
    assert (served, listing.ordered, listing.moves.count()) == (7, 7, 7)


def test_a_lasting_stock_binds_two_distributions_together() -> None:
    product = make_product(stock=7, stock_mode=StockMode.LASTING)
    listings = [make_listing(product, make_distribution()) for _ in range(2)]

    served = buy(*({listing.pk: 1} for listing in listings))

    record = product.stockrecords.get()
    for listing in listings:
        listing.refresh_from_db()
    assert (served, record.num_allocated) == (7, 7)
    assert sum(listing.ordered for listing in listings) == 7


def test_baskets_in_opposite_orders_do_not_wait_for_each_other() -> None:
    distribution = make_distribution()
    one, other = (make_listing(make_product(), distribution, quota=9) for _ in range(2))

    served = buy({one.pk: 1, other.pk: 2}, {other.pk: 2, one.pk: 1})

    assert served == 4
