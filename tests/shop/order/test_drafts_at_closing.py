"""A draft that nobody ordered: a reminder, then it is dropped; the order stands."""

from datetime import timedelta

import pytest

from commons.core.models import OutboxMail
from shop.basket.holdings import holdings_of
from shop.basket.services import set_quantities
from shop.listings.models import Listing
from shop.order.drafts import draft_of
from shop.order.models import Order
from shop.order.pending import pending_of
from shop.order.services import amend_order, drop_late_drafts, remind_of_drafts
from tests.factories import MONDAY, make_distribution, make_listing, make_product
from tests.ordering import buy, drafted, fill, held

pytestmark = pytest.mark.django_db
CLOSING = MONDAY + timedelta(days=3, hours=2)  # Thursday at noon, see the factories


def drafting(listing: Listing, *others: Listing) -> Order:
    """An order of 1 with a draft of 3, and the others as they were."""
    order = buy({listing: 1} | dict.fromkeys(others, 1))
    wanted: dict[str, str | int] = {str(listing.uid): 3}
    set_quantities(basket=draft_of(order).basket, wanted=wanted, now=MONDAY)
    return order


def mails(kind: str) -> list[str]:
    return list(OutboxMail.objects.filter(kind=kind).values_list("text", flat=True))


def test_the_notice_says_what_is_not_ordered() -> None:
    order = drafting(make_listing())

    (pending,) = pending_of(order.household, holdings_of(order.household, MONDAY))

    assert (pending.order, pending.delta_cents) == (order, 540)


def test_without_a_change_there_is_no_notice() -> None:
    order = buy({make_listing(): 1})

    assert pending_of(order.household, holdings_of(order.household, MONDAY)) == []


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

    assert drafted(draft_of(order).basket) == held(order) == {listing.pk: 1}
    assert len(mails("draft_dropped")) == 1


def test_a_taken_out_line_comes_back() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    set_quantities(basket=draft_of(order).basket, wanted={str(listing.uid): 0}, now=MONDAY)

    drop_late_drafts(now=CLOSING + timedelta(minutes=1))

    assert drafted(draft_of(order).basket) == {listing.pk: 1}


def test_only_the_lines_that_closed_fall_back() -> None:
    distribution = make_distribution()
    capon, leek = (make_listing(make_product(), distribution) for _ in range(2))
    order = drafting(capon, leek)
    set_quantities(basket=draft_of(order).basket, wanted={str(leek.uid): 5}, now=MONDAY)
    Listing.objects.filter(pk=capon.pk).update(closes_at=MONDAY + timedelta(hours=1))

    drop_late_drafts(now=MONDAY + timedelta(hours=2))

    assert drafted(draft_of(order).basket) == {capon.pk: 1, leek.pk: 5}


def test_a_basket_without_an_order_is_kept() -> None:
    listing = make_listing()
    basket = fill({listing: 2})

    assert drop_late_drafts(now=CLOSING + timedelta(hours=1)) == 0
    assert remind_of_drafts(now=CLOSING - timedelta(hours=1)) == 0
    assert drafted(basket) == {listing.pk: 2}


def test_an_applied_draft_is_no_draft() -> None:
    order = drafting(make_listing())
    amend_order(order=order, revision=0, actor=order.user, now=MONDAY)

    assert drop_late_drafts(now=CLOSING + timedelta(minutes=1)) == 0
