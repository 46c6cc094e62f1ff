"""O08: never sell more than there is.

Stock 8. A customer orders 3: stock 5. The same customer orders 6 more: only 5 are left, so their
line becomes 8 (not 9), stock 0. Another 3: line stays 8, stock 0. Each move is logged (−3, −5).

Case of CAMAP-APP/camap-hx. Where ours differs: nothing is lowered silently. Nine is refused next
to its field, where it stays as typed, and says how many may be ordered; when stock falls after the
draft was made, the last check lowers it to 8 and asks once more. Moves count what orders hold, so
they are logged as +3 and +5.
"""

import pytest

from shop.listings.models import Listing, StockMove
from shop.listings.stock import left
from shop.order.exceptions import BasketAdjusted
from shop.order.models import Order
from shop.order.services import amend_order, choose
from tests.factories import MONDAY, make_listing
from tests.ordering import basket_beside, buy, drafted, held, quota

pytestmark = pytest.mark.django_db


def ask(order: Order, listing: Listing, quantity: int) -> list[str]:
    """Ask for a quantity in the draft; the sentences next to its field."""
    wanted: dict[str, str | int] = {str(listing.uid): quantity}
    outcome = choose(basket=basket_beside(order), wanted=wanted, now=MONDAY)
    return [problem.message for problem in outcome.problems.values()]


def amend(order: Order) -> Order:
    return amend_order(order=order, actor=order.user, now=MONDAY)


def test_a_line_becomes_eight_and_never_nine() -> None:
    listing = make_listing(quota=8)
    order = buy({listing: 3})
    listing.refresh_from_db()
    assert left(listing) == 5

    assert ask(order, listing, 9) == ["Il ne reste que 8 bottes."]
    assert ask(order, listing, 8) == []
    order = amend(order)
    assert ask(order, listing, 11) == ["Il ne reste que 8 bottes."]

    listing.refresh_from_db()
    assert (held(order), left(listing)) == ({listing.pk: 8}, 0)
    assert list(StockMove.objects.order_by("pk").values_list("delta", flat=True)) == [3, 5]


def test_the_last_check_lowers_nine_to_eight_and_asks_again() -> None:
    listing = make_listing(quota=9)
    order = buy({listing: 3})
    assert ask(order, listing, 9) == []
    quota(listing, 8)

    with pytest.raises(BasketAdjusted):
        amend(order)

    assert (held(order), drafted(basket_beside(order))) == ({listing.pk: 3}, {listing.pk: 8})
    assert held(amend(order)) == {listing.pk: 8}
