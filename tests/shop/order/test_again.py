"""Order the same again, as far as it is offered."""

from datetime import timedelta

import pytest

from shop.order.again import order_again
from tests.factories import FRIDAY, MONDAY, make_distribution, make_listing, make_product
from tests.ordering import buy, drafted

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=7)


def test_the_basket_is_filled_with_what_is_offered_and_left() -> None:
    first = make_distribution()
    second = make_distribution(first.collective, FRIDAY + timedelta(days=7))
    carrots, leeks, capon = (make_product(name) for name in ("Carottes", "Poireaux", "Chapon"))
    order = buy({make_listing(each, first): 3 for each in (carrots, leeks, capon)})
    there = make_listing(carrots, second), make_listing(leeks, second, quota=2)

    again = order_again(order=order, distribution=second, now=LATER)

    assert drafted(again.basket) == {there[0].pk: 3, there[1].pk: 2}
    assert (again.missing, again.lowered) == (["Chapon"], ["Poireaux"])


def test_what_the_basket_holds_already_is_never_lowered() -> None:
    first = make_distribution()
    second = make_distribution(first.collective, FRIDAY + timedelta(days=7))
    product = make_product()
    order = buy({make_listing(product, first): 1})
    listing = make_listing(product, second)
    order_again(order=order, distribution=second, now=LATER).basket.lines.update(quantity=4)

    again = order_again(order=order, distribution=second, now=LATER)

    assert drafted(again.basket) == {listing.pk: 4}
