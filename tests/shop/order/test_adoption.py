"""A visitor's basket meets the household's."""

from decimal import Decimal

import pytest

from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.order.adoption import Merge, merge_at_login
from shop.order.services import choose
from tests.factories import MONDAY, make_distribution, make_household, make_listing, make_product
from tests.ordering import basket_beside, buy, draft_beside, draft_for, drafted, fill, held, price

pytestmark = pytest.mark.django_db
TOKEN = "jeton"


def visit(quantities: dict[Listing, int]) -> Basket:
    distribution = next(iter(quantities)).distribution
    basket = Basket(token=TOKEN, distribution=distribution, collective=distribution.collective)
    wanted: dict[str, str | int] = {str(each.uid): n for each, n in quantities.items()}
    return choose(basket=basket, wanted=wanted, now=MONDAY).basket


def test_a_visitors_basket_becomes_the_households() -> None:
    listing = make_listing()
    visit({listing: 2})
    household = make_household()

    assert merge_at_login(token=TOKEN, household=household) == Merge(adopted=1)

    basket = Basket.objects.get(household=household)
    assert (basket.token, drafted(basket)) == (None, {listing.pk: 2})


def test_for_each_product_the_larger_quantity_wins() -> None:
    distribution = make_distribution()
    one, two, three = (make_listing(make_product(), distribution) for _ in range(3))
    household = make_household()
    own = fill({one: 1, two: 5}, household)
    visit({one: 3, two: 2, three: 4})

    assert merge_at_login(token=TOKEN, household=household).joined == 1

    assert drafted(own) == {one.pk: 3, two.pk: 5, three.pk: 4}
    assert Basket.objects.count() == 1


def test_another_distribution_is_another_basket() -> None:
    household = make_household()
    own = fill({make_listing(): 1}, household)
    other = make_listing()
    visit({other: 2})

    assert merge_at_login(token=TOKEN, household=household) == Merge(adopted=1)

    assert Basket.objects.filter(household=household).count() == 2
    assert len(drafted(own)) == 1


def test_beside_an_order_only_what_is_more_becomes_a_change() -> None:
    distribution = make_distribution()
    less, more, new = (make_listing(make_product(), distribution) for _ in range(3))
    order = buy({less: 3, more: 1})
    visit({less: 2, more: 4, new: 1})

    assert merge_at_login(token=TOKEN, household=order.household).joined == 1

    assert held(order) == {less.pk: 3, more.pk: 1}
    assert drafted(basket_beside(order)) == {less.pk: 3, more.pk: 4, new.pk: 1}
    assert [wish.delta for wish in draft_for(order).changes] != []


def test_the_price_at_which_the_visitor_chose_is_remembered() -> None:
    distribution = make_distribution()
    one, two = (make_listing(make_product(price="2.00"), distribution) for _ in range(2))
    household = make_household()
    own = fill({one: 1}, household)
    visit({two: 1})
    price(two, "3.00")

    merge_at_login(token=TOKEN, household=household)

    former = {wish.listing: wish.former_price for wish in draft_beside(own).wishes}
    assert former == {one: None, two: Decimal("2.00")}
