"""The basket as a draft beside the order: what is applied, when, and once."""

import pytest

from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.order.exceptions import AlreadyCancelled, BasketAdjusted, NotAsShown, Unchanged
from shop.order.models import Order, OrderEvent
from shop.order.services import amend_order, cancel_order
from tests.factories import MONDAY, make_distribution, make_listing, make_product
from tests.ordering import basket_beside, buy, closes, draft_for, drafted, held, price, quota, want

pytestmark = pytest.mark.django_db


def amend(order: Order) -> Order:
    return amend_order(order=order, actor=order.user, now=MONDAY)


def test_until_it_is_applied_a_draft_changes_nothing() -> None:
    listing = make_listing(quota=9)
    order = buy({listing: 2})

    want(order, {listing: 5})

    listing.refresh_from_db()
    assert (held(order), listing.ordered) == ({listing.pk: 2}, 2)
    assert draft_for(order).delta_cents == 810


def test_more_less_new_and_gone_in_one_update() -> None:
    distribution = make_distribution()
    more, less, new, gone = (make_listing(make_product(), distribution, quota=9) for _ in range(4))
    order = buy({more: 1, less: 3, gone: 2})
    want(order, {more: 4, less: 1, new: 2, gone: 0})

    amended = amend(order)

    assert held(order) == {more.pk: 4, less.pk: 1, new.pk: 2, gone.pk: 0}
    assert dict(Listing.objects.values_list("pk", "ordered")) == held(order)
    assert (amended.revision, amended.total_cents) == (1, 7 * 270)


def test_what_is_given_back_can_be_taken_in_the_same_breath() -> None:
    listing = make_listing(quota=5)
    order = buy({listing: 5})
    want(order, {listing: 4})
    amended = amend(order)
    want(amended, {listing: 5})

    amend(amended)

    assert held(order) == {listing.pk: 5}


def test_sent_twice_it_changes_once() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    want(order, {listing: 2})
    assert amend(order).revision == 1

    with pytest.raises(Unchanged):
        amend(order)

    assert order.events.filter(kind=OrderEvent.Kind.CHANGED).count() == 1


def test_a_page_that_is_too_old_changes_nothing() -> None:
    listing = make_listing(make_product("Carottes"))
    order = buy({listing: 1})
    want(order, {listing: 2})
    old = draft_for(order).shown
    want(order, {listing: 3})

    with pytest.raises(NotAsShown) as caught:
        amend_order(order=order, seen=old, actor=order.user, now=MONDAY)

    assert caught.value.differences == [
        "Carottes\xa0: 2 bottes devient 3 bottes.",
        "Total\xa0: 5,40\xa0€ devient 8,10\xa0€.",
    ]
    assert held(order) == {listing.pk: 1}


def test_a_line_past_its_own_closing_keeps_what_was_ordered() -> None:
    distribution = make_distribution()
    capon, leek = (make_listing(make_product(name), distribution) for name in ("Chapon", "Poireau"))
    order = buy({capon: 1, leek: 1})
    want(order, {capon: 0, leek: 2})
    closes(capon)

    with pytest.raises(BasketAdjusted) as caught:
        amend(order)

    assert [str(each) for each in caught.value.adjustments] == [
        "Chapon\xa0: les commandes de ce produit sont closes depuis aujourd’hui 9\xa0h. "
        "Votre commande garde 1 botte."
    ]
    assert drafted(basket_beside(order)) == {capon.pk: 1, leek.pk: 2}
    amend(order)
    assert held(order) == {capon.pk: 1, leek.pk: 2}


def test_the_last_check_counts_what_the_order_holds() -> None:
    listing = make_listing(quota=5)
    order = buy({listing: 3})
    want(order, {listing: 5})
    quota(listing, 4)

    with pytest.raises(BasketAdjusted):
        amend(order)

    assert drafted(basket_beside(order)) == {listing.pk: 4}
    amend(order)
    assert held(order) == {listing.pk: 4}


def test_what_is_ordered_keeps_its_price_and_what_is_new_does_not() -> None:
    distribution = make_distribution()
    old, new = (make_listing(make_product(price="2.00"), distribution) for _ in range(2))
    order = buy({old: 1})
    price(old, "3.00")
    price(new, "3.00")
    want(order, {old: 2, new: 1})

    assert draft_for(order).delta_cents == 600
    assert amend(order).total_cents == 800
    lines = order.lines.filter(listing=old).order_by("pk")
    assert [(line.price, line.due_quantity) for line in lines] == [(2, 1), (3, 1)]


def test_an_emptied_draft_cancels_the_order() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    want(order, {listing: 0})

    assert amend(order).cancelled_at == MONDAY


def test_a_cancelled_order_does_not_change() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    cancel_order(order=order, actor=order.user, now=MONDAY)

    with pytest.raises(AlreadyCancelled):
        amend(order)


def test_history_says_what_changed() -> None:
    listing = make_listing(make_product("Carottes"))
    order = buy({listing: 1})
    want(order, {listing: 2})
    amend(order)

    event = order.events.get(kind=OrderEvent.Kind.CHANGED)
    (change,) = event.data["changes"]
    assert (change["name"], change["before"], change["after"]) == ("Carottes", 1, 2)


@pytest.mark.parametrize("is_drafted", [True, False])
def test_losing_the_draft_or_never_having_had_one_changes_nothing(is_drafted: bool) -> None:
    listing = make_listing()
    order = buy({listing: 2})
    if is_drafted:
        want(order, {listing: 0})
    Basket.objects.all().delete()

    with pytest.raises(Unchanged):
        amend(order)

    assert drafted(basket_beside(order)) == held(order) == {listing.pk: 2}
