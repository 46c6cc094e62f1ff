"""A draft that nobody ordered: a reminder, then it is dropped; the order stands."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from commons.collectives.models import Role
from commons.collectives.services import set_collective_pause
from commons.core.models import OutboxMail
from shop.listings.models import Listing
from shop.order.drafts import Draft
from shop.order.holdings import changed_drafts
from shop.order.late_drafts import drop_late_drafts, remind_of_drafts
from shop.order.models import Order
from shop.order.services import amend_order, cancel_line, change_order
from tests.factories import FRIDAY, MONDAY, make_distribution, make_listing, make_product, make_role
from tests.ordering import basket_beside, buy, closes, drafted, fill, held, user_of, want

pytestmark = pytest.mark.django_db
CLOSING = MONDAY + timedelta(days=3, hours=2)  # Thursday at noon, see the factories


def drafting(listing: Listing, *others: Listing) -> Order:
    """An order of 1 with a draft of 3, and the others as they were."""
    order = buy({listing: 1} | dict.fromkeys(others, 1))
    want(order, {listing: 3})
    return order


def changed(order: Order) -> list[Draft]:
    """What the notice of every page tells."""
    request = RequestFactory().get("/")
    request.user = user_of(order.household)
    return changed_drafts(request, MONDAY)


def mails(kind: str) -> list[str]:
    return list(OutboxMail.objects.filter(kind=kind).values_list("text", flat=True))


def test_the_notice_says_what_is_not_ordered() -> None:
    order = drafting(make_listing())

    (draft,) = changed(order)

    assert (draft.order, draft.delta_cents) == (order, 540)


def test_without_a_change_there_is_no_notice() -> None:
    order = buy({make_listing(): 1})

    assert changed(order) == []


def test_two_hours_before_the_owner_is_told_once() -> None:
    drafting(make_listing(make_product("Carottes")))

    assert remind_of_drafts(now=CLOSING - timedelta(hours=2, minutes=1)) == 0
    assert remind_of_drafts(now=CLOSING - timedelta(hours=2)) == 1
    assert remind_of_drafts(now=CLOSING - timedelta(hours=1)) == 0

    (text,) = mails("draft_reminder")
    assert "Carottes" in text


def test_at_the_closing_the_draft_is_dropped_and_the_order_stands() -> None:
    listing = make_listing(make_product("Carottes"))
    order = drafting(listing)

    assert drop_late_drafts(now=CLOSING) == 0
    assert drop_late_drafts(now=CLOSING + timedelta(seconds=1)) == 1
    assert drop_late_drafts(now=CLOSING + timedelta(minutes=1)) == 0

    assert drafted(basket_beside(order)) == held(order) == {listing.pk: 1}
    assert len(mails("draft_dropped")) == 1


def test_a_taken_out_line_comes_back() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    want(order, {listing: 0})

    drop_late_drafts(now=CLOSING + timedelta(minutes=1))

    assert drafted(basket_beside(order)) == {listing.pk: 1}


def test_only_the_lines_that_closed_fall_back() -> None:
    distribution = make_distribution()
    capon, leek = (make_listing(make_product(), distribution) for _ in range(2))
    order = drafting(capon, leek)
    want(order, {leek: 5})
    closes(capon, MONDAY + timedelta(hours=1))

    drop_late_drafts(now=MONDAY + timedelta(hours=2))

    assert drafted(basket_beside(order)) == {capon.pk: 1, leek.pk: 5}


def test_a_basket_without_an_order_is_kept() -> None:
    listing = make_listing()
    basket = fill({listing: 2})

    assert drop_late_drafts(now=CLOSING + timedelta(hours=1)) == 0
    assert remind_of_drafts(now=CLOSING - timedelta(hours=1)) == 0
    assert drafted(basket) == {listing.pk: 2}


def test_an_applied_draft_is_no_draft() -> None:
    order = drafting(make_listing())
    amend_order(order=order, actor=order.user, now=MONDAY)

    assert drop_late_drafts(now=CLOSING + timedelta(minutes=1)) == 0


def test_while_the_collective_pauses_nobody_is_reminded() -> None:
    listing = make_listing()
    drafting(listing)
    collective = listing.distribution.collective
    set_collective_pause(
        collective=collective, paused_from=FRIDAY, paused_until=FRIDAY, actor=None, now=MONDAY
    )

    assert remind_of_drafts(now=CLOSING - timedelta(hours=1)) == 0


def test_what_is_drafted_beside_another_change_stays_a_draft() -> None:
    distribution = make_distribution()
    carrots, leeks, kale = (make_listing(make_product(), distribution) for _ in range(3))
    order = buy({carrots: 3, leeks: 1, kale: 1})
    want(order, {carrots: 5})
    person = user_of(order.household)
    manager = make_role(order.collective, Role.MANAGER)

    cancel_line(line=order.lines.get(listing=leeks), reason="", by=person, now=MONDAY)
    change_order(order=order, wanted={kale.pk: 2}, reason="Don", actor=manager, now=MONDAY)

    (draft,) = changed(order)
    assert [(wish.listing, wish.quantity) for wish in draft.changes] == [(carrots, 5)]
    assert held(order) == {carrots.pk: 3, leeks.pk: 0, kale.pk: 2}


def test_what_a_manager_makes_just_as_it_was_drafted_is_no_draft_any_more() -> None:
    carrots = make_listing()
    order = buy({carrots: 1})
    want(order, {carrots: 3})
    manager = make_role(order.collective, Role.MANAGER)

    change_order(order=order, wanted={carrots.pk: 3}, reason="Don", actor=manager, now=MONDAY)

    assert changed(order) == []
    assert not basket_beside(order).lines.exists()
