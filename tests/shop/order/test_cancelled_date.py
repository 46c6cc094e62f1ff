"""A date is cancelled: with its orders, once, and nobody learns it at a closed door."""

from typing import Any

import pytest
from django.core import mail

from commons.collectives.models import Role
from commons.core.outbox import deliver_due
from distributions.exceptions import DistributionCancelled, DistributionOver
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.order.cancelling import cancel_distribution
from shop.order.exceptions import NotYours, OrdersMeanwhile, ReasonMissing
from shop.order.models import Order
from tests.factories import MONDAY, make_listing, make_role, make_user
from tests.ordering import buy, fill, user_of, want

pytestmark = pytest.mark.django_db


def cancel(date: Distribution, orders: int, **given: Any) -> int:
    given.setdefault("actor", make_role(date.collective, Role.MANAGER))
    facts = {"reason": "La salle est inondée", "now": MONDAY} | given
    return cancel_distribution(distribution=date, orders=orders, **facts)


def test_its_orders_are_cancelled_and_their_goods_given_back() -> None:
    listing = make_listing(quota=10)
    orders = [buy({listing: 3}), buy({listing: 2})]

    assert cancel(listing.distribution, 2) == 2

    listing.refresh_from_db()
    assert listing.ordered == 0
    assert not Order.objects.standing().exists()
    assert {order.cancel_reason for order in Order.objects.all()} == {"La salle est inondée"}
    listing.distribution.refresh_from_db()
    assert listing.distribution.cancelled_at == MONDAY
    assert len(orders) == 2


def test_each_customer_gets_one_mail_with_the_reason() -> None:
    listing = make_listing(quota=10)
    order = buy({listing: 3})
    want(order, {listing: 4})
    mail.outbox.clear()

    cancel(listing.distribution, 1)
    deliver_due(now=MONDAY)

    told = [each for each in mail.outbox if order.user and order.user.email in each.to]
    assert [each.subject for each in told if "annulée" in each.subject] == [told[-1].subject]
    assert "La salle est inondée" in told[-1].body


def test_a_draft_without_order_is_told_and_dropped() -> None:
    listing = make_listing(quota=10)
    basket = fill({listing: 2})
    assert basket.household
    person = user_of(basket.household)

    cancel(listing.distribution, 0)
    deliver_due(now=MONDAY)

    assert not Basket.objects.exists()
    (message,) = [each for each in mail.outbox if person.email in each.to]
    assert "n’a pas lieu" in message.subject


def test_what_the_page_did_not_show_is_not_cancelled() -> None:
    listing = make_listing(quota=10)
    buy({listing: 3})

    with pytest.raises(OrdersMeanwhile, match="1"):
        cancel(listing.distribution, 0)

    assert Order.objects.standing().count() == 1
    listing.distribution.refresh_from_db()
    assert listing.distribution.cancelled_at is None


def test_a_reason_is_needed() -> None:
    with pytest.raises(ReasonMissing):
        cancel(make_listing().distribution, 0, reason="  ")


def test_once_only_and_not_after_it_was() -> None:
    date = make_listing().distribution
    with pytest.raises(DistributionOver):
        cancel(date, 0, now=date.ends_at)
    cancel(date, 0)

    with pytest.raises(DistributionCancelled):
        cancel(date, 0)


def test_only_by_a_manager_of_the_collective() -> None:
    listing = make_listing(quota=10)
    buy({listing: 3})

    with pytest.raises(NotYours):
        cancel(listing.distribution, 1, actor=make_user())

    assert Order.objects.standing().count() == 1
