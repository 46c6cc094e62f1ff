"""The button binds what the page showed."""

from decimal import Decimal

import pytest

from shop.listings.services import set_listing_price
from shop.order.exceptions import BasketAdjusted, NotAsShown
from shop.order.models import Order
from shop.order.seen import Seen
from shop.order.services import amend_order, choose
from tests.factories import (
    MONDAY,
    make_distribution,
    make_listing,
    make_product,
    make_weighed_product,
    make_weight_product,
)
from tests.ordering import (
    buy,
    draft_beside,
    draft_for,
    fill,
    held,
    order_of,
    price,
    redescribe,
    want,
)

pytestmark = pytest.mark.django_db


def differences(basket: object, seen: Seen) -> list[str]:
    with pytest.raises(NotAsShown) as caught:
        order_of(basket, seen)  # type: ignore[arg-type]
    assert not Order.objects.exists()
    return caught.value.differences


def test_what_a_page_carries_is_read_as_it_was_shown() -> None:
    distribution = make_distribution()
    weight, piece = make_listing(make_weight_product(), distribution), make_listing()
    shown = draft_beside(fill({weight: 1500})).shown

    assert Seen.parse(str(shown)) == shown
    assert Seen.parse("").lines == {}
    assert str(piece.uid) not in Seen.parse(str(shown)).lines


@pytest.mark.parametrize("damaged", ["9" * 5000, "x", "\0", ":::::", "é" * 300_000])
def test_what_is_damaged_was_not_seen(damaged: str) -> None:
    basket = fill({make_listing(make_product("Carottes")): 1})

    assert differences(basket, Seen.parse(damaged)) == [
        "Carottes\xa0: 1 botte, que la page ne montrait pas.",
        "Total\xa0: 0,00\xa0€ devient 2,70\xa0€.",
    ]


def test_an_estimated_weight_that_doubled_is_asked_again() -> None:
    chicken = make_weighed_product("Poulet")
    basket = fill({make_listing(chicken): 1})
    shown = draft_beside(basket).shown
    redescribe(chicken, estimated_weight=3600)

    assert "Poulet\xa0: 25,02\xa0€ devient 50,04\xa0€." in differences(basket, shown)


def test_what_another_window_took_out_is_named() -> None:
    distribution = make_distribution()
    carrots, leeks = (
        make_listing(make_product(name), distribution) for name in ("Carottes", "Poireaux")
    )
    basket = fill({carrots: 1, leeks: 1})
    shown = draft_beside(basket).shown
    choose(basket=basket, wanted={str(leeks.uid): 0}, now=MONDAY)

    assert "Poireaux\xa0: retiré entre-temps." in differences(basket, shown)


def test_changing_a_quantity_marks_no_price_as_seen() -> None:
    listing = make_listing(make_product("Chapon", price="5.00"))
    basket = fill({listing: 1})
    shown = draft_beside(basket).shown
    set_listing_price(listing=listing, price=Decimal("7.00"), actor=None, now=MONDAY)
    choose(basket=basket, wanted={str(listing.uid): 2}, now=MONDAY)
    choose(basket=basket, wanted={str(listing.uid): 1}, now=MONDAY)

    assert "Chapon\xa0: 5,00\xa0€ devient 7,00\xa0€." in differences(basket, shown)
    (wish,) = draft_beside(basket).wishes
    assert (wish.former_price, wish.goods.price) == (Decimal("5.00"), Decimal("7.00"))


def test_a_new_price_of_what_is_held_changes_nothing() -> None:
    distribution = make_distribution()
    old, new = (make_listing(make_product(), distribution) for _ in range(2))
    order = buy({old: 2})
    want(order, {new: 1})
    shown = draft_for(order).shown
    set_listing_price(listing=old, price=Decimal("9.00"), actor=None, now=MONDAY)

    amend_order(order=order, seen=shown, actor=order.user, now=MONDAY)

    assert held(order) == {old.pk: 2, new.pk: 1}


def test_another_note_is_asked_again() -> None:
    bread = make_listing(make_product("Pain", note_allowed=True))
    basket = fill({bread: 1})
    shown = draft_beside(basket).shown
    choose(basket=basket, wanted={}, notes={str(bread.uid): "Tranché"}, now=MONDAY)

    assert differences(basket, shown) == ["Pain\xa0: le mot pour la ferme a changé."]


def test_a_shortage_hides_no_new_price() -> None:
    listing = make_listing(make_product("Chapon", price="5.00"), quota=3)
    basket = fill({listing: 3})
    buy({listing: 1})
    price(listing, "7.00")

    with pytest.raises(BasketAdjusted):
        order_of(basket)

    (wish,) = draft_beside(basket).wishes
    assert (wish.quantity, wish.former_price) == (2, Decimal("5.00"))
