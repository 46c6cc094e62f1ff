"""Standing offers become listings; listings are edited."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from distributions.exceptions import NotEngaged
from distributions.models import Attendance, Distribution
from shop.catalogue.enums import StockMode
from shop.catalogue.models import Product
from shop.listings.exceptions import InvalidListingWindow, NotTheSeller, QuotaBelowOrdered
from shop.listings.models import Listing, StandingOffer
from shop.listings.services import (
    feature_listing,
    list_own_goods,
    mark_absent,
    mark_present,
    offer_usually,
    restore_listing,
    set_listing_price,
    set_listing_window,
    set_quota,
    withdraw_listing,
)
from shop.partner.exceptions import InvalidPrice
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_listing,
    make_product,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def offered(product: Product | None = None, **fields: Any) -> StandingOffer:
    """A standing offer of an engaged farm."""
    product = product or make_product()
    collective = fields.pop("collective", None) or make_collective()
    if product.farm:
        make_engagement(product.farm, collective)
    return offer_usually(product=product, collective=collective, now=MONDAY, **fields)


def come(offer: StandingOffer, distribution: Distribution | None = None) -> Listing:
    """The farm comes: the listing of its offer."""
    distribution = distribution or make_distribution(offer.collective)
    farm = offer.product.farm
    mark_present(distribution=distribution, farm=farm, actor=None, now=MONDAY)
    return Listing.objects.get(product=offer.product, distribution=distribution)


def test_offering_again_changes_the_one_offer() -> None:
    offer = offered(usual_quota=5)

    offer_usually(
        product=offer.product,
        collective=offer.collective,
        price=Decimal("2.50"),
        usual_quota=9,
        now=MONDAY,
    )

    assert StandingOffer.objects.values_list("price", "usual_quota").get() == (Decimal("2.5"), 9)


def test_a_collectives_own_goods_are_not_anothers() -> None:
    product = make_product(collective=make_collective())

    with pytest.raises(NotTheSeller):
        offer_usually(product=product, collective=make_collective(), now=MONDAY)


def test_an_offer_has_a_price_that_can_be() -> None:
    with pytest.raises(InvalidPrice):
        offered(price=Decimal(-1))


def test_a_farm_that_comes_brings_what_it_usually_offers() -> None:
    offer = offered(usual_quota=12)

    listing = come(offer)

    assert (listing.price, listing.quota, listing.limited) == (Decimal("2.70"), 12, True)
    assert listing.attendance.state == Attendance.State.PRESENT
    assert list(Listing.objects.offered()) == [listing]


def test_coming_twice_lists_once() -> None:
    offer = offered()
    listing = come(offer)

    come(offer, listing.distribution)

    assert Listing.objects.count() == 1


def test_a_product_offered_later_is_listed_at_the_next_answer() -> None:
    first = offered()
    listing = come(first)
    other = make_product(farm=first.product.farm)
    offer_usually(product=other, collective=first.collective, now=MONDAY)

    come(first, listing.distribution)

    assert Listing.objects.filter(product=other, distribution=listing.distribution).exists()


@pytest.mark.parametrize("gone", ["offer", "product"])
def test_what_is_no_longer_offered_is_not_listed(gone: str) -> None:
    offer = offered()
    if gone == "offer":
        StandingOffer.objects.update(is_active=False)
    else:
        Product.objects.update(is_public=False)

    with pytest.raises(Listing.DoesNotExist):
        come(offer)


def test_a_farm_without_engagement_lists_nothing() -> None:
    offer = offer_usually(product=make_product(), collective=make_collective(), now=MONDAY)

    with pytest.raises(NotEngaged):
        come(offer)

    assert not Listing.objects.exists()


def test_the_price_is_the_offers_own_first() -> None:
    offer = offered(price=Decimal("2.50"))
    set_listing_price(listing=come(offer), price=Decimal("2.90"), actor=None, now=MONDAY)

    listing = come(offer, make_distribution(offer.collective, FRIDAY + DAY * 7))

    assert listing.price == Decimal("2.50")


def test_else_the_price_is_the_collectives_last_one() -> None:
    offer = offered()
    set_listing_price(listing=come(offer), price=Decimal("2.90"), actor=None, now=MONDAY)

    listing = come(offer, make_distribution(offer.collective, FRIDAY + DAY * 7))

    assert listing.price == Decimal("2.90")


def test_another_collectives_last_price_says_nothing() -> None:
    offer = offered()
    set_listing_price(listing=come(offer), price=Decimal("2.90"), actor=None, now=MONDAY)

    assert come(offered(offer.product)).price == Decimal("2.70")


def test_a_lasting_stock_has_no_quota_of_the_day() -> None:
    product = make_product(stock=40, stock_mode=StockMode.LASTING)

    listing = come(offered(product, usual_quota=5))

    assert (listing.quota, listing.limited) == (None, True)


def test_made_to_order_the_quota_is_only_a_count() -> None:
    product = make_product(stock_mode=StockMode.UNLIMITED)

    listing = come(offered(product, usual_quota=5))

    assert (listing.quota, listing.limited) == (5, False)


def test_many_products_are_listed_in_a_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    farm, collective = make_farm(), make_collective()
    make_engagement(farm, collective)
    for _ in range(30):
        offer_usually(product=make_product(farm=farm), collective=collective, now=MONDAY)
    distribution = make_distribution(collective)

    with django_assert_max_num_queries(16):
        mark_present(distribution=distribution, farm=farm, actor=None, now=MONDAY)

    assert Listing.objects.count() == 30


def test_an_absent_farm_is_offered_no_longer() -> None:
    listing = come(offered())

    mark_absent(
        distribution=listing.distribution, farm=listing.product.farm, actor=None, now=MONDAY
    )

    assert not Listing.objects.offered().exists()


def test_own_goods_are_listed_without_a_presence() -> None:
    collective = make_collective()
    offered(make_product(collective=collective), collective=collective)
    offered(collective=collective)
    distribution = make_distribution(collective)

    list_own_goods(distribution=distribution, now=MONDAY)
    list_own_goods(distribution=distribution, now=MONDAY)

    listing = Listing.objects.get()
    assert (listing.attendance, listing.product.seller.owner) == (None, collective)
    assert list(Listing.objects.offered()) == [listing]


def test_a_price_cannot_be_negative() -> None:
    listing = make_listing()

    with pytest.raises(InvalidPrice):
        set_listing_price(listing=listing, price=Decimal(-1), actor=None, now=MONDAY)


def test_a_quota_never_falls_below_what_orders_hold() -> None:
    listing = make_listing(quota=8, ordered=5)

    with pytest.raises(QuotaBelowOrdered):
        set_quota(listing=listing, quota=4, actor=None, now=MONDAY)

    listing.refresh_from_db()
    assert listing.quota == 8


@pytest.mark.parametrize("quota", [5, None])
def test_a_quota_can_fall_to_what_orders_hold_or_go(quota: int | None) -> None:
    listing = make_listing(quota=8, ordered=5)

    set_quota(listing=listing, quota=quota, actor=None, now=MONDAY)

    assert listing.quota == quota


def test_made_to_order_the_count_may_be_lower_than_the_orders() -> None:
    listing = make_listing(make_product(stock_mode=StockMode.UNLIMITED), quota=8, ordered=5)

    set_quota(listing=listing, quota=2, actor=None, now=MONDAY)

    assert listing.quota == 2


def test_a_withdrawn_listing_can_come_back() -> None:
    listing = make_listing()

    withdraw_listing(listing=listing, actor=None, now=MONDAY)
    assert not Listing.objects.offered().exists()
    restore_listing(listing=listing, actor=None, now=MONDAY)

    assert Listing.objects.offered().exists()


def test_a_product_is_put_forward() -> None:
    listing = make_listing()

    feature_listing(listing=listing, featured=True, actor=None, now=MONDAY)

    assert Listing.objects.get().is_featured


def window(listing: Listing, opens: Any, closes: Any) -> None:
    set_listing_window(listing=listing, opens_at=opens, closes_at=closes, actor=None, now=MONDAY)


def test_capons_close_before_the_distribution_itself_opens() -> None:
    listing = make_listing()
    opens = listing.distribution.opens_at

    window(listing, opens - DAY * 20, opens - DAY * 8)

    during = Listing.objects.open_at(opens - DAY * 9)
    assert (list(during), list(Listing.objects.open_at(opens))) == ([listing], [])


def test_a_listing_does_not_close_after_its_farm() -> None:
    distribution = make_distribution()
    product = make_product()
    closes = distribution.closes_at - DAY
    make_attendance(distribution, product.seller.farm, closes_at=closes)
    make_engagement(product.farm, distribution.collective)
    listing = make_listing(product, distribution)

    with pytest.raises(InvalidListingWindow):
        window(listing, None, distribution.closes_at)

    window(listing, None, closes)


def test_a_listing_closes_later_where_farms_may_widen() -> None:
    distribution = make_distribution(farms_may_widen=True)
    listing = make_listing(distribution=distribution)

    window(listing, None, distribution.closes_at + timedelta(hours=9))

    listing.refresh_from_db()
    assert listing.closes_at == distribution.closes_at + timedelta(hours=9)


def test_a_listing_does_not_close_before_it_opens() -> None:
    listing = make_listing()

    with pytest.raises(InvalidListingWindow):
        window(listing, listing.distribution.closes_at, listing.distribution.opens_at)


def test_a_window_of_its_own_can_be_given_up() -> None:
    listing = make_listing(closes_at=MONDAY)

    window(listing, None, None)

    assert Listing.objects.get().closes_at is None


@pytest.mark.parametrize("owner", ["farm", "product"])
def test_nothing_is_open_once_the_distribution_has_ended(owner: str) -> None:
    distribution, product = make_distribution(), make_product()
    late = {"closes_at": distribution.ends_at + DAY}
    make_attendance(distribution, product.seller.farm, **(late if owner == "farm" else {}))
    listing = make_listing(product, distribution, **(late if owner == "product" else {}))

    at_the_end, after = distribution.ends_at, distribution.ends_at + timedelta(seconds=1)

    assert list(Listing.objects.open_at(at_the_end)) == [listing]
    assert not Listing.objects.open_at(after).exists()
    shown = Listing.objects.with_window().get()
    assert shown.window_closes_at == distribution.ends_at


def test_without_a_closing_the_end_of_the_distribution_is_none() -> None:
    make_listing(distribution=make_distribution(closes_at=None))

    assert Listing.objects.with_window().get().window_closes_at is None
