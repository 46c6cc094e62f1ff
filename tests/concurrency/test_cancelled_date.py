"""A date is cancelled while orders arrive: in the end none stands there, and stock is whole."""

import pytest

from commons.collectives.models import Role
from commons.core.refusals import Refused
from distributions.models import Distribution
from shop.basket.services import open_basket
from shop.order.cancelling import cancel_distribution
from shop.order.exceptions import OrdersMeanwhile
from shop.order.models import Order
from shop.order.services import choose
from tests.concurrency.meeting import SLOWEST, Meeting
from tests.concurrency.threads import together
from tests.counters import miscounted
from tests.factories import MONDAY, make_listing, make_member, make_role
from tests.ordering import fill, order_of

pytestmark = pytest.mark.django_db(transaction=True)
GOODS_HELD = ('UPDATE "listings_listing"',)
DRAFTS_HELD = ('FROM "basket_basket"',)
DATE_MARKED = ('UPDATE "distributions_distribution"', "cancelled_at")


def cancels(date: Distribution, orders: int = 0) -> str:
    manager = make_role(date.collective, Role.MANAGER)
    try:
        cancel_distribution(
            distribution=date, reason="Neige", orders=orders, actor=manager, now=MONDAY
        )
    except OrdersMeanwhile:
        return "others came"
    return "cancelled"


def test_an_order_that_holds_its_goods_ends_first_and_is_seen() -> None:
    listing = make_listing(quota=5)
    basket, goods = fill({listing: 2}), Meeting()

    def order() -> str:
        with goods.after(*GOODS_HELD):
            order_of(basket)
        return "ordered"

    def cancel() -> str:
        goods.reached.wait(SLOWEST)
        return cancels(listing.distribution)

    assert together([order, cancel]) == ["ordered", "others came"]
    assert Order.objects.standing().count() == 1


def test_a_basket_opened_meanwhile_is_not_ordered_at_a_cancelled_date() -> None:
    """It was not there when the baskets were held, and read the date before it was cancelled."""
    listing = make_listing(quota=5)
    household = make_member(listing.collective)
    drafts, at_goods, pause = Meeting(), Meeting(), Meeting()

    def cancel() -> str:
        with drafts.after(*DRAFTS_HELD), at_goods.before(*DATE_MARKED):
            return cancels(listing.distribution)

    def order() -> str:
        drafts.reached.wait(SLOWEST)
        basket = open_basket(household=household, distribution=listing.distribution)
        chosen = choose(basket=basket, wanted={str(listing.uid): 2}, now=MONDAY)
        if chosen.problems:
            return "refused"
        try:
            with pause.before(*GOODS_HELD, tells=at_goods):
                order_of(basket)
        except Refused:
            return "refused"
        return "ordered"

    assert together([cancel, order]) == ["cancelled", "refused"]
    assert not Order.objects.standing().exists()
    assert not miscounted()
