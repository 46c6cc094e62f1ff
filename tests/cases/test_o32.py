"""O32: a line with quantity cannot be deleted.

Deleting a line of 1 is refused; set to 0 first, then it can be deleted.

Case of CAMAP-APP/camap-hx. Where ours differs: a line that was set to 0 is not deleted either.
Nothing that has counted is: it stays in the order with what was ordered beside 0 due.
"""

import pytest

from shop.order.exceptions import LineKept, OrderKept
from shop.order.models import Line, Order
from shop.order.services import cancel_line
from tests.factories import MONDAY, make_distribution, make_listing, make_product
from tests.ordering import buy, user_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_a_line_is_never_deleted(is_cancelled: bool) -> None:
    distribution = make_distribution()
    order = buy({make_listing(make_product(), distribution): 1 for _ in range(2)})
    line = order.lines.earliest("pk")
    if is_cancelled:
        cancel_line(line=line, reason="", by=user_of(order.household), now=MONDAY)

    with pytest.raises(LineKept):
        line.delete()
    with pytest.raises(LineKept):
        Line.objects.filter(pk=line.pk).delete()

    line.refresh_from_db()
    assert (order.lines.count(), line.quantity) == (2, 1)


def test_an_order_is_never_deleted_either() -> None:
    order = buy({make_listing(): 1})

    with pytest.raises(OrderKept):
        order.delete()
    with pytest.raises(OrderKept):
        Order.objects.all().delete()

    assert order.lines.count() == 1
