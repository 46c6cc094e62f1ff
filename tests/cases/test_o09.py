"""O09: stock can fall while someone is shopping.

Cart with 2 of A and 3 of B. Before checkout A's stock becomes 1 (or B's does). Checkout is refused
and says what was asked (2, or 3) and what is left (1). Nothing is ordered.

Case of foodcoopshop/foodcoopshop. No difference of rule; the basket then holds what is left, and
the rest is kept.
"""

import pytest

from shop.order.exceptions import BasketAdjusted
from shop.order.models import Order
from tests.factories import make_distribution, make_listing, make_product
from tests.ordering import drafted, fill, order_of, quota

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("short", "asked"), [("A", "2 bottes"), ("B", "3 bottes")])
def test_what_was_asked_and_what_is_left_are_said(short: str, asked: str) -> None:
    distribution = make_distribution()
    a, b = (make_listing(make_product(name), distribution, quota=9) for name in "AB")
    basket = fill({a: 2, b: 3})
    quota({"A": a, "B": b}[short], 1)

    with pytest.raises(BasketAdjusted) as refused:
        order_of(basket)

    (sentence,) = map(str, refused.value.adjustments)
    assert sentence.startswith(f"{short}\N{NO-BREAK SPACE}: il ne restait que 1 botte.")
    assert asked in sentence
    assert not Order.objects.exists()
    assert drafted(basket) == ({a.pk: 1, b.pk: 3} if short == "A" else {a.pk: 2, b.pk: 1})
