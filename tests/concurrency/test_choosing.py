"""Two tabs put the same first product of a household at once."""

from functools import partial

import pytest

from shop.basket.models import Basket
from shop.basket.services import Outcome, open_basket
from shop.order.services import choose
from tests.concurrency.threads import together
from tests.factories import MONDAY, make_distribution, make_household, make_listing, make_product
from tests.ordering import drafted

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 6


def test_tabs_that_choose_the_same_first_product_at_once_make_one_line() -> None:
    listing = make_listing(make_product(), make_distribution())
    household = make_household()
    baskets = [
        open_basket(household=household, distribution=listing.distribution) for _ in range(TABS)
    ]

    def put(basket: Basket) -> Outcome:
        return choose(basket=basket, wanted={str(listing.uid): 2}, now=MONDAY)

    outcomes = together(partial(put, basket) for basket in baskets)

    assert {outcome.basket.pk for outcome in outcomes} == {Basket.objects.get().pk}
    assert drafted(Basket.objects.get()) == {listing.pk: 2}
