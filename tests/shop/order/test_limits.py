"""What stops a household: limits, ended dates, steps that changed, nothing to do."""

from datetime import timedelta

import pytest

from commons.collectives.services import leave_collective
from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.order.exceptions import (
    BasketAdjusted,
    MemberNoMore,
    OrderClosed,
    OrdersClosed,
    OrderTooDear,
    Unchanged,
)
from shop.order.models import Order
from shop.order.services import amend_order, cancel_order, choose
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_distribution,
    make_listing,
    make_product,
    make_weight_product,
)
from tests.ordering import (
    basket_beside,
    buy,
    draft_for,
    drafted,
    fill,
    held,
    order_of,
    price,
    redescribe,
    want,
)

pytestmark = pytest.mark.django_db


def asked(basket: Basket, listing: Listing, quantity: int) -> list[str]:
    """The sentences at the field."""
    outcome = choose(basket=basket, wanted={str(listing.uid): quantity}, now=MONDAY)
    return [problem.message for problem in outcome.problems.values()]


def test_a_line_of_thirty_million_is_refused_at_its_field() -> None:
    listing = make_listing(make_product(price="30.00"))
    basket = fill({listing: 1})

    (sentence,) = asked(basket, listing, 999_999)

    assert "5\xa0000,00\xa0€" in sentence
    assert drafted(basket) == {listing.pk: 1}


def test_a_price_that_rose_puts_no_line_above_the_limit() -> None:
    listing = make_listing(make_product("Chapon", price="30.00"))
    basket = fill({listing: 150})
    price(listing, "40.00")

    with pytest.raises(BasketAdjusted) as caught:
        order_of(basket)

    assert "5\xa0000,00\xa0€" in str(caught.value.adjustments[0])
    assert not Order.objects.exists()


def test_many_lines_make_no_order_above_the_limit() -> None:
    distribution = make_distribution()
    listings = [make_listing(make_product(price="40.00"), distribution) for _ in range(3)]
    basket = fill(dict.fromkeys(listings, 100))

    with pytest.raises(OrderTooDear):
        order_of(basket)

    assert not Order.objects.exists()


def test_nothing_is_ordered_once_the_distribution_has_ended() -> None:
    """Also where a window, left from before a move, says otherwise."""
    listing = make_listing(make_product("Carottes"))
    basket = fill({listing: 1})
    after = listing.distribution.ends_at + timedelta(minutes=1)
    Listing.objects.update(closes_at=after + timedelta(days=1))

    with pytest.raises((OrdersClosed, BasketAdjusted)):
        order_of(basket, now=after)

    assert not Order.objects.exists()


def test_nothing_is_cancelled_once_the_distribution_has_ended() -> None:
    listing = make_listing()
    order = buy({listing: 1})
    after = listing.distribution.ends_at + timedelta(minutes=1)
    Listing.objects.update(closes_at=after + timedelta(days=1))

    with pytest.raises(OrderClosed):
        cancel_order(order=order, actor=order.user, now=after)


def test_a_step_that_changed_is_said_and_not_called_a_shortage() -> None:
    leeks = make_weight_product("Poireaux")
    listing = make_listing(leeks)
    basket = fill({listing: 1500})
    redescribe(leeks, step=1000, least=1000)

    with pytest.raises(BasketAdjusted) as caught:
        order_of(basket)

    (sentence,) = map(str, caught.value.adjustments)
    assert sentence.startswith("Poireaux\xa0: se vend maintenant par 1\xa0kg")
    assert drafted(basket) == {listing.pk: 1000}


def test_a_note_alone_is_a_change_that_can_be_ordered_and_given_up() -> None:
    bread = make_listing(make_product("Pain", note_allowed=True))
    order = buy({bread: 1})
    note = {str(bread.uid): "Tranché"}
    choose(basket=basket_beside(order), wanted={}, notes=note, now=MONDAY)
    assert [wish.note for wish in draft_for(order).changes] == ["Tranché"]

    amend_order(order=order, actor=order.user, now=MONDAY)

    assert order.lines.get().note == "Tranché"
    assert draft_for(order).changes == []


def test_a_note_outlives_a_quantity_of_nothing() -> None:
    bread = make_listing(make_product("Pain", note_allowed=True))
    basket = fill({bread: 1})
    choose(basket=basket, wanted={}, notes={str(bread.uid): "Tranché"}, now=MONDAY)

    for quantity in (0, 2):
        choose(basket=basket, wanted={str(bread.uid): quantity}, now=MONDAY)

    assert order_of(basket).lines.get().note == "Tranché"


def test_a_note_that_is_too_long_is_refused_with_its_length() -> None:
    bread = make_listing(make_product("Pain", note_allowed=True))
    basket = fill({bread: 1})

    outcome = choose(basket=basket, wanted={}, notes={str(bread.uid): "é" * 201}, now=MONDAY)

    (problem,) = outcome.note_problems.values()
    assert "200" in problem.message
    assert "201" in problem.message


def test_a_note_about_nothing_is_no_change() -> None:
    distribution = make_distribution()
    bread = make_listing(make_product("Pain", note_allowed=True), distribution)
    order = buy({make_listing(make_product(), distribution): 1})
    choose(basket=basket_beside(order), wanted={}, notes={str(bread.uid): "Oui"}, now=MONDAY)

    assert draft_for(order).changes == []
    with pytest.raises(Unchanged):
        amend_order(order=order, actor=order.user, now=MONDAY)


def test_less_leaves_the_newest_price_first() -> None:
    listing = make_listing(make_product(price="2.00"))
    order = buy({listing: 2})
    price(listing, "3.00")
    want(order, {listing: 4})
    amend_order(order=order, actor=order.user, now=MONDAY)
    assert order.lines.count() == 2
    want(order, {listing: 3})

    amended = amend_order(order=order, actor=order.user, now=MONDAY)

    assert (held(order), amended.total_cents) == ({listing.pk: 3}, 2 * 200 + 300)


def test_an_order_that_was_cancelled_is_ordered_anew_under_the_terms_of_now() -> None:
    listing = make_listing(make_product("Carottes", price="2.00"), make_distribution(day=FRIDAY))
    order = buy({listing: 1, make_listing(make_product(), listing.distribution): 1})
    want(order, {listing: 0})
    amend_order(order=order, actor=order.user, now=MONDAY)
    redescribe(listing.product, title="Carottes nouvelles")
    want(order, {listing: 3})

    amend_order(order=order, actor=order.user, now=MONDAY)

    line = order.lines.get(listing=listing)
    assert (line.title, line.quantity, line.due_quantity) == ("Carottes nouvelles", 3, 3)


def test_a_most_that_fell_is_said_as_such() -> None:
    honey = make_product("Miel")
    listing = make_listing(honey)
    basket = fill({listing: 5})
    redescribe(honey, most=2)

    with pytest.raises(BasketAdjusted) as caught:
        order_of(basket)

    (sentence,) = map(str, caught.value.adjustments)
    assert sentence.startswith("Miel\xa0: 2 bottes au plus par commande.")
    assert drafted(basket) == {listing.pk: 2}


def test_a_note_outlives_a_quantity_of_nothing_beside_an_order() -> None:
    bread = make_listing(make_product("Pain", note_allowed=True))
    order = buy({bread: 1})
    choose(basket=basket_beside(order), wanted={}, notes={str(bread.uid): "Tranché"}, now=MONDAY)

    for quantity in (0, 2):
        want(order, {bread: quantity})
    amend_order(order=order, actor=order.user, now=MONDAY)

    assert {line.note for line in order.lines.all() if line.due_quantity} == {"Tranché"}


def test_whoever_left_the_collective_lowers_and_does_not_add() -> None:
    listing = make_listing()
    order = buy({listing: 2})
    leave_collective(household=order.household, collective=order.collective, now=MONDAY)

    want(order, {listing: 3})
    with pytest.raises(MemberNoMore):
        amend_order(order=order, actor=order.user, now=MONDAY)
    want(order, {listing: 1})
    amend_order(order=order, actor=order.user, now=MONDAY)

    assert held(order) == {listing.pk: 1}
