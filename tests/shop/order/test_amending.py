"""The basket as a draft beside the order: what is applied, when, and once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from shop.basket.services import replace_lines, set_quantities
from shop.listings.models import Listing
from shop.order.drafts import draft_of
from shop.order.exceptions import BasketAdjusted, OrderChanged, OrderClosed
from shop.order.models import Order, OrderEvent
from shop.order.services import amend_order, cancel_order
from tests.factories import MONDAY, make_distribution, make_listing, make_product
from tests.ordering import buy, drafted, held

pytestmark = pytest.mark.django_db


def draft(order: Order, quantities: dict[Listing, int]) -> None:
    """Change the basket beside an order."""
    wanted: dict[str, str | int] = {str(each.uid): n for each, n in quantities.items()}
    outcome = set_quantities(basket=draft_of(order).basket, wanted=wanted, now=MONDAY)
    assert not outcome.problems


def amend(order: Order, revision: int | None = None) -> Order:
    revision = order.revision if revision is None else revision
    return amend_order(order=order, revision=revision, actor=order.user, now=MONDAY)


def test_until_it_is_applied_a_draft_changes_nothing() -> None:
    listing = make_listing(quota=9)
    order = buy({listing: 2})

    draft(order, {listing: 5})

    listing.refresh_from_db()
    assert (held(order), listing.ordered) == ({listing.pk: 2}, 2)
    assert draft_of(order).delta_cents == 810


def test_more_less_new_and_gone_in_one_update() -> None:
    distribution = make_distribution()
    more, less, new, gone = (make_listing(make_product(), distribution, quota=9) for _ in range(4))
    order = buy({more: 1, less: 3, gone: 2})
    draft(order, {more: 4, less: 1, new: 2, gone: 0})

    amended = amend(order)

    assert held(order) == {more.pk: 4, less.pk: 1, new.pk: 2, gone.pk: 0}
    assert dict(Listing.objects.values_list("pk", "ordered")) == held(order)
    assert (amended.revision, amended.total_cents) == (1, 7 * 270)


def test_what_is_given_back_can_be_taken_in_the_same_breath() -> None:
    listing = make_listing(quota=5)
    order = buy({listing: 5})
    draft(order, {listing: 4})
    amended = amend(order)
    draft(amended, {listing: 5})

    amend(amended)

    assert held(order) == {listing.pk: 5}


def test_sent_twice_it_changes_once() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    draft(order, {listing: 2})
    first = amend(order)

    second = amend(order)

    assert (second.revision, first.revision) == (1, 1)
    assert order.events.filter(kind=OrderEvent.Kind.CHANGED).count() == 1


def test_a_page_that_is_too_old_changes_nothing() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    draft(order, {listing: 2})
    amend(order)
    draft(order, {listing: 3})

    with pytest.raises(OrderChanged):
        amend(order, revision=0)

    assert held(order) == {listing.pk: 2}


def test_a_line_past_its_own_closing_keeps_what_was_ordered() -> None:
    distribution = make_distribution()
    capon, leek = (make_listing(make_product(name), distribution) for name in ("Chapon", "Poireau"))
    order = buy({capon: 1, leek: 1})
    draft(order, {capon: 0, leek: 2})
    Listing.objects.filter(pk=capon.pk).update(closes_at=MONDAY - timedelta(hours=1))

    with pytest.raises(BasketAdjusted) as caught:
        amend(order)

    assert [str(each) for each in caught.value.adjustments] == [
        "Chapon\xa0: les commandes de ce produit sont closes. Votre commande garde 1 botte."
    ]
    assert drafted(draft_of(order).basket) == {capon.pk: 1, leek.pk: 2}
    amend(order)
    assert held(order) == {capon.pk: 1, leek.pk: 2}


def test_the_last_check_counts_what_the_order_holds() -> None:
    listing = make_listing(quota=5)
    order = buy({listing: 3})
    draft(order, {listing: 5})
    Listing.objects.update(quota=4)

    with pytest.raises(BasketAdjusted):
        amend(order)

    assert drafted(draft_of(order).basket) == {listing.pk: 4}
    amend(order)
    assert held(order) == {listing.pk: 4}


def test_what_is_ordered_keeps_its_price_and_what_is_new_does_not() -> None:
    distribution = make_distribution()
    old, new = (make_listing(make_product(price="2.00"), distribution) for _ in range(2))
    order = buy({old: 1})
    Listing.objects.update(price=Decimal("3.00"))
    draft(order, {old: 2, new: 1})

    assert draft_of(order).delta_cents == 500
    assert amend(order).total_cents == 700


def test_an_emptied_draft_cancels_the_order() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    draft(order, {listing: 0})

    assert amend(order).cancelled_at == MONDAY


def test_a_cancelled_order_does_not_change() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    cancel_order(order=order, actor=order.user, now=MONDAY)

    with pytest.raises(OrderClosed):
        amend(order)


def test_history_says_what_changed() -> None:
    listing = make_listing(make_product("Carottes"))
    order = buy({listing: 1})
    draft(order, {listing: 2})
    amend(order)

    event = order.events.get(kind=OrderEvent.Kind.CHANGED)
    (change,) = event.data["changes"]
    assert (change["name"], change["before"], change["after"]) == ("Carottes", 1, 2)
    assert event.data["delta_cents"] == 270


def test_a_draft_that_is_lost_is_filled_from_the_order() -> None:
    listing = make_listing()
    order = buy({listing: 2})
    draft_of(order).basket.delete()

    assert drafted(draft_of(order).basket) == {listing.pk: 2}


def test_replacing_lines_asks_nothing() -> None:
    listing = make_listing(quota=2)
    basket = draft_of(buy({listing: 1})).basket

    replace_lines(basket=basket, quantities={listing.pk: 9})

    assert drafted(basket) == {listing.pk: 9}
