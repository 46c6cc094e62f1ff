"""O29: cancelling a line.

One artichoke (1.82), stock 97. Cancelled by manager or producer with a reason: line gone, stock 98,
customer mailed with product, price, producer, reason. The producer is mailed only if the order list
had already been sent, and each side can switch its mail off.

Case of foodcoopshop/foodcoopshop. Where ours differs: the line is set to 0 and kept; the person who
ordered may cancel it too, until its closing. The farm's mail is the grouped difference, tested with
the closings; preferences come later.
"""

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail

from commons.accounts.models import User
from commons.collectives.models import Role
from shop.listings.stock import left
from shop.order.models import Order
from shop.order.services import cancel_line
from tests.factories import (
    MONDAY,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
    make_role,
)
from tests.ordering import buy, user_of

pytestmark = pytest.mark.django_db


def manager(order: Order) -> User:
    return make_role(order.collective, Role.MANAGER)


def consumer(order: Order) -> User:
    return user_of(order.household)


@pytest.mark.parametrize("who", [manager, consumer])
def test_a_cancelled_artichoke_is_back_and_told(
    who: Any, django_capture_on_commit_callbacks: Any
) -> None:
    distribution = make_distribution()
    product = make_product("Artichaut", farm=make_farm("Pré Joli"), price=Decimal("1.82"))
    artichoke = make_listing(product, distribution, quota=98)
    order = buy({artichoke: 1, make_listing(make_product(), distribution): 1})
    artichoke.refresh_from_db()
    assert left(artichoke) == 97

    with django_capture_on_commit_callbacks(execute=True):
        cancel_line(
            line=order.lines.get(listing=artichoke), reason="Gelé", by=who(order), now=MONDAY
        )

    artichoke.refresh_from_db()
    line = order.lines.get(listing=artichoke)
    assert (line.due_quantity, line.due_cents, left(artichoke)) == (0, 0, 98)
    assert (line.quantity, line.ordered_cents) == (1, 182)
    (message,) = [each for each in mail.outbox if "Artichaut" in each.subject]
    assert message.to == [consumer(order).email]
    for words in ("Artichaut", "1,82\N{NO-BREAK SPACE}€", "Pré Joli", "Gelé"):
        assert words in message.body
