"""Cancelling is at once, gives stock back and keeps the order."""

import pytest
from django.core import mail

from commons.collectives.models import Role
from shop.basket.models import Basket
from shop.catalogue.enums import StockMode
from shop.order.exceptions import (
    AlreadyCancelled,
    LineClosed,
    OrderClosed,
    ReasonMissing,
    ReasonTooLong,
)
from shop.order.models import OrderEvent
from shop.order.services import cancel_line, cancel_order
from tests.factories import MONDAY, make_distribution, make_listing, make_product, make_role
from tests.ordering import basket_beside, buy, closes, drafted, held, user_of

pytestmark = pytest.mark.django_db


def test_a_cancelled_order_is_kept_and_its_stock_is_back() -> None:
    listing = make_listing(quota=5)
    order = buy({listing: 3})

    cancelled = cancel_order(order=order, actor=order.user, now=MONDAY)

    listing.refresh_from_db()
    (line,) = order.lines.all()
    assert (cancelled.cancelled_at, cancelled.total_cents, listing.ordered) == (MONDAY, 0, 0)
    assert (line.quantity, line.ordered_cents) == (3, 810)
    assert held(order) == {listing.pk: 0}
    assert not Basket.objects.exists()


def test_a_lasting_stock_is_back_too() -> None:
    product = make_product(stock=5, stock_mode=StockMode.LASTING)
    order = buy({make_listing(product): 3})

    cancel_order(order=order, actor=order.user, now=MONDAY)

    assert product.stockrecords.get().num_allocated == 0


def test_cancelled_twice_stock_is_back_once() -> None:
    listing = make_listing(quota=5)
    order = buy({listing: 3})
    buy({listing: 2})

    cancel_order(order=order, actor=order.user, now=MONDAY)
    with pytest.raises(AlreadyCancelled):
        cancel_order(order=order, actor=order.user, now=MONDAY)

    listing.refresh_from_db()
    assert listing.ordered == 2
    assert order.events.filter(kind=OrderEvent.Kind.CANCELLED).count() == 1


def test_a_new_order_can_be_placed_after_it() -> None:
    listing = make_listing()
    first = buy({listing: 1})
    cancel_order(order=first, actor=first.user, now=MONDAY)

    second = buy({listing: 2}, first.household)

    assert (second.short_number, second.pk != first.pk) == (2, True)


def test_after_the_closing_nothing_is_cancelled() -> None:
    listing = make_listing(quota=5)
    order = buy({listing: 3})
    closes(listing)

    with pytest.raises(OrderClosed, match="sont closes depuis aujourd’hui 9"):
        cancel_order(order=order, actor=order.user, now=MONDAY)

    listing.refresh_from_db()
    assert listing.ordered == 3


def test_what_is_already_due_stays() -> None:
    distribution = make_distribution()
    capon, leek = (make_listing(make_product(), distribution, quota=9) for _ in range(2))
    order = buy({capon: 1, leek: 2})
    closes(capon)

    left = cancel_order(order=order, actor=order.user, now=MONDAY)

    assert (left.cancelled_at, held(left)) == (None, {capon.pk: 1, leek.pk: 0})
    assert left.total_cents == 270
    assert drafted(basket_beside(left)) == {capon.pk: 1}


def test_a_person_cancels_one_product_until_its_closing() -> None:
    distribution = make_distribution()
    capon, leek = (make_listing(make_product(), distribution, quota=9) for _ in range(2))
    order = buy({capon: 1, leek: 2})
    user = user_of(order.household)
    closes(capon)

    cancel_line(line=order.lines.get(listing=leek), reason="", by=user, now=MONDAY)
    with pytest.raises(LineClosed, match="sont closes depuis aujourd’hui 9"):
        cancel_line(line=order.lines.get(listing=capon), reason="", by=user, now=MONDAY)

    assert held(order) == {capon.pk: 1, leek.pk: 0}


def test_a_manager_says_why() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    manager = make_role(order.collective, Role.MANAGER)

    with pytest.raises(ReasonMissing):
        cancel_line(line=order.lines.get(), reason=" ", by=manager, now=MONDAY)


def test_without_its_last_product_the_order_is_cancelled() -> None:
    order = buy({make_listing(): 1})

    cancel_line(line=order.lines.get(), reason="", by=user_of(order.household), now=MONDAY)

    order.refresh_from_db()
    assert (order.cancelled_at, order.total_cents) == (MONDAY, 0)


def test_the_mail_says_that_nothing_is_owed(django_capture_on_commit_callbacks: object) -> None:
    order = buy({make_listing(): 1})
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        cancel_order(order=order, actor=order.user, now=MONDAY)

    assert mail.outbox[-1].subject.endswith(
        "est annulée\xa0: vendredi 27 novembre, Halle aux Grains"
    )
    assert "Vous ne devez rien" in mail.outbox[-1].body


def test_the_total_of_what_is_left_follows_at_once() -> None:
    distribution = make_distribution()
    leek, carrot = (make_listing(make_product(price="2.00"), distribution) for _ in range(2))
    order = buy({leek: 1, carrot: 2})

    cancel_line(
        line=order.lines.get(listing=leek), reason="", by=user_of(order.household), now=MONDAY
    )

    order.refresh_from_db()
    assert (order.total_cents, order.total_incl_tax) == (400, 4)


def test_a_reason_that_is_too_long_is_said_and_nothing_is_cut() -> None:
    order = buy({make_listing(): 1})
    manager = make_role(order.collective, Role.MANAGER)

    with pytest.raises(ReasonTooLong, match="201"):
        cancel_line(line=order.lines.get(), reason="é" * 201, by=manager, now=MONDAY)

    assert order.lines.get().due_quantity == 1
