"""Consumers, a manager and cancelling at once: counters end as the lines say."""

from collections.abc import Callable
from functools import partial
from random import Random

import pytest
from django.db.models import Sum

from commons.accounts.models import User
from commons.collectives.models import Role
from commons.core.locking import Busy, patiently
from commons.core.refusals import Refused
from shop.catalogue.enums import StockMode
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.order.services import amend_order, cancel_order, change_order, choose
from tests.concurrency.threads import in_turns
from tests.factories import (
    MONDAY,
    make_distribution,
    make_listing,
    make_member,
    make_product,
    make_role,
)
from tests.ordering import basket_beside, buy, fill, order_of, user_of

pytestmark = pytest.mark.django_db(transaction=True)
HOUSEHOLDS, ROUNDS, AT_ONCE = 6, 60, 8


def due(listing: Listing) -> int:
    lines = Line.objects.filter(listing=listing)
    return int(lines.aggregate(due=Sum("due_quantity"))["due"] or 0)


def refused_or_done(act: Callable[[], object]) -> bool:
    """Whether it was done; a refusal in words is an answer too, an error is not."""
    try:
        patiently(act)
    except (Refused, Busy):
        return False
    return True


def amend(order: Order, listing: Listing, quantity: int) -> None:
    choose(basket=basket_beside(order), wanted={str(listing.uid): quantity}, now=MONDAY)
    amend_order(order=order, actor=user_of(order.household), now=MONDAY)


def manage(order: Order, manager: User, wanted: dict[int, int]) -> None:
    change_order(order=order, wanted=wanted, reason="Récolte courte", actor=manager, now=MONDAY)


def test_counters_end_as_the_lines_say() -> None:
    rng = Random(7)  # noqa: S311  (a test)
    distribution = make_distribution()
    carrots = make_listing(make_product("Carottes"), distribution, quota=12)
    honey = make_listing(make_product("Miel", stock=10, stock_mode=StockMode.LASTING), distribution)
    orders = [buy({carrots: 1, honey: 1}) for _ in range(HOUSEHOLDS)]
    manager = make_role(distribution.collective, Role.MANAGER)
    late = [fill({carrots: 1}, make_member(distribution.collective)) for _ in range(4)]
    acts: list[Callable[[], object]] = [partial(order_of, basket) for basket in late]
    for _ in range(ROUNDS):
        order, listing = rng.choice(orders), rng.choice([carrots, honey])
        acts.append(
            rng.choice(
                [
                    partial(amend, order, listing, rng.randint(0, 4)),
                    partial(manage, order, manager, {listing.pk: rng.randint(0, 4)}),
                    partial(manage, order, manager, {carrots.pk: 2, honey.pk: 2}),
                    partial(cancel_order, order=order, actor=order.user, now=MONDAY),
                ]
            )
        )

    done = in_turns((partial(refused_or_done, act) for act in acts), at_once=AT_ONCE)

    for listing in (carrots, honey):
        listing.refresh_from_db()
        assert listing.ordered == due(listing)
    assert carrots.ordered <= 12
    stockrecord = honey.product.stockrecords.get()
    assert stockrecord.num_allocated == due(honey) <= 10
    assert sum(done) > 10
    for order in Order.objects.all():
        lines = order.lines.aggregate(cents=Sum("due_cents"), held=Sum("due_quantity"))
        assert order.total_cents == lines["cents"]
        assert (order.cancelled_at is not None) == (lines["held"] == 0)
