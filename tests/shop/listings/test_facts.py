"""What happened is noted and never refused; where it leaves less than is promised, that shows."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from commons.core.models import AuditEntry
from shop.catalogue.enums import StockMode
from shop.catalogue.models import Product
from shop.listings.exceptions import ListingMissing, OutOfStock, Shortage
from shop.listings.facts import count_stock, record_facts
from shop.listings.models import Listing, StockMove
from shop.listings.services import set_quota
from shop.listings.stock import counter, left, short_by, take
from shop.partner.exceptions import NotStocked
from shop.partner.models import StockRecord
from tests.factories import MONDAY, make_listing, make_product, make_user

pytestmark = pytest.mark.django_db
Kind = StockMove.Kind


def lasting(stock: int, **fields: object) -> Product:
    return make_product(stock=stock, stock_mode=StockMode.LASTING, **fields)


def take_now(changes: dict[int, int]) -> None:
    take(changes=changes, reference="abc", actor=None, now=MONDAY)


def happens(listing: Listing, delta: int, kind: StockMove.Kind = Kind.BROKEN) -> None:
    changes = {listing.pk: delta}
    record_facts(changes=changes, kind=kind, reference="till", actor=None, now=MONDAY)


def count(product: Product, stock: int, now: datetime = MONDAY) -> StockRecord:
    return count_stock(product=product, stock=stock, actor=None, now=now)


def fresh(listing: Listing) -> Listing:
    return Listing.objects.select_related("stockrecord").get(pk=listing.pk)


def test_what_was_sold_at_the_till_leaves_the_quota_and_the_shelf() -> None:
    listing = make_listing(lasting(8), quota=5)

    happens(listing, -2, Kind.SOLD)

    listing = fresh(listing)
    assert (listing.quota, listing.stockrecord.num_in_stock, left(listing)) == (3, 6, 3)


def test_a_fact_is_logged_with_its_kind_who_why_and_when() -> None:
    listing, user = make_listing(quota=8), make_user()

    record_facts(
        changes={listing.pk: 3}, kind=Kind.BROUGHT, reference="T-12", actor=user, now=MONDAY
    )

    move = StockMove.objects.get()
    assert (move.kind, move.delta, move.reference) == (Kind.BROUGHT, 3, "T-12")
    assert (move.listing, move.stockrecord) == (listing, listing.stockrecord)
    assert (move.actor, move.at) == (user, MONDAY)


@pytest.mark.parametrize("stock", [None, 2])
def test_a_fact_goes_below_zero_and_says_by_how_much(stock: int | None) -> None:
    listing = make_listing(lasting(2)) if stock else make_listing(quota=2)

    happens(listing, -5)

    assert (left(fresh(listing)), short_by(fresh(listing))) == (0, 3)


@pytest.mark.parametrize("stock", [None, 8])
def test_nothing_is_promised_of_what_is_short(stock: int | None) -> None:
    listing = make_listing(lasting(8)) if stock else make_listing(quota=8)
    take_now({listing.pk: 6})
    happens(listing, -4)

    with pytest.raises(OutOfStock) as refused:
        take_now({listing.pk: 1})

    assert refused.value.shortages == [Shortage(listing.pk, 1, 0)]
    assert short_by(fresh(listing)) == 2


@pytest.mark.parametrize("stock", [None, 8])
def test_what_is_short_can_be_given_back_and_then_lacks_less(stock: int | None) -> None:
    listing = make_listing(lasting(8)) if stock else make_listing(quota=8)
    take_now({listing.pk: 6})
    happens(listing, -5)

    take_now({listing.pk: -2})
    assert (fresh(listing).ordered, short_by(fresh(listing))) == (4, 1)
    take_now({listing.pk: -2})
    assert (fresh(listing).ordered, short_by(fresh(listing)), left(fresh(listing))) == (2, 0, 1)


@pytest.mark.parametrize("stock", [None, 8])
def test_what_is_brought_makes_good_what_lacked(stock: int | None) -> None:
    listing = make_listing(lasting(8)) if stock else make_listing(quota=8)
    take_now({listing.pk: 6})
    happens(listing, -4)

    happens(listing, 3, Kind.BROUGHT)

    assert (short_by(fresh(listing)), left(fresh(listing))) == (0, 1)


def test_goods_made_to_order_are_counted_and_never_short() -> None:
    listing = make_listing(make_product(stock_mode=StockMode.UNLIMITED), quota=1)

    happens(listing, -10, Kind.SOLD)

    listing = fresh(listing)
    assert (counter(listing), listing.short_by, short_by(listing)) == (-9, 0, 0)


def test_of_goods_without_any_count_the_fact_alone_is_kept() -> None:
    listing = make_listing()

    happens(listing, -1)

    assert (fresh(listing).quota, short_by(fresh(listing))) == (None, 0)
    assert listing.moves.get().delta == -1


def test_a_fact_of_a_listing_that_is_gone_is_a_mistake() -> None:
    with pytest.raises(ListingMissing):
        record_facts(changes={404: -1}, kind=Kind.BROKEN, reference="", actor=None, now=MONDAY)


def test_a_quota_typed_anew_is_short_of_nothing() -> None:
    listing = make_listing(quota=8)
    take_now({listing.pk: 6})
    happens(listing, -4)

    set_quota(listing=listing, quota=7, actor=None, now=MONDAY)

    assert (short_by(fresh(listing)), left(fresh(listing))) == (0, 1)


def test_a_count_says_who_and_from_what() -> None:
    product, user = lasting(8), make_user()

    count_stock(product=product, stock=11, actor=user, now=MONDAY)

    entry, move = AuditEntry.objects.get(action="count_stock"), StockMove.objects.get()
    assert (entry.actor, entry.data) == (user, {"from": 8, "to": 11})
    assert (move.kind, move.delta, move.listing, move.actor) == (Kind.COUNTED, 3, None, user)


def test_a_count_that_changes_nothing_is_no_move() -> None:
    product = lasting(8)

    count(product, 8)

    assert not StockMove.objects.exists()
    assert not AuditEntry.objects.filter(action="count_stock").exists()


def test_a_count_below_what_is_promised_is_kept_and_shows() -> None:
    listing = make_listing(lasting(8))
    take_now({listing.pk: 5})

    count(listing.product, 4)

    assert (fresh(listing).stockrecord.num_in_stock, short_by(fresh(listing))) == (4, 1)


def test_a_count_makes_good_what_lacked() -> None:
    listing = make_listing(lasting(8))
    take_now({listing.pk: 5})
    count(listing.product, 4)

    count(listing.product, 9)

    assert (short_by(fresh(listing)), left(fresh(listing))) == (0, 4)


def test_goods_without_a_lasting_stock_are_not_counted() -> None:
    with pytest.raises(NotStocked):
        count(make_product(), 5)


@pytest.mark.parametrize("broken", [0, 4])
def test_the_database_refuses_a_promise_beyond_the_quota(broken: int) -> None:
    listing = make_listing(quota=8)
    take_now({listing.pk: 8})
    happens(listing, -broken)

    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(ordered=F("ordered") + 1)


@pytest.mark.parametrize("broken", [0, 4])
def test_the_database_refuses_a_promise_beyond_the_shelf(broken: int) -> None:
    listing = make_listing(lasting(8))
    take_now({listing.pk: 8})
    happens(listing, -broken)

    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.update(num_allocated=F("num_allocated") + 1)


def test_the_database_lets_promises_be_given_back_where_facts_fell_short() -> None:
    listing = make_listing(lasting(8), quota=8)
    take_now({listing.pk: 8})
    happens(listing, -4)

    StockRecord.objects.update(num_allocated=F("num_allocated") - 1)
    Listing.objects.filter(pk=listing.pk).update(ordered=F("ordered") - 1)

    assert fresh(listing).ordered == 7
