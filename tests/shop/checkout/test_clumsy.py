"""Old forms, other tabs, prices that change: what the pages say, and what is ordered."""

from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commons.collectives.models import Role
from distributions.addresses import basket_path, shop_path
from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.order.models import Order
from shop.order.services import (
    amend_order,
    cancel_line,
    cancel_order,
    change_order,
    choose,
    drop_draft,
)
from tests.factories import (
    MONDAY,
    make_listing,
    make_product,
    make_role,
    make_user,
    make_weighed_product,
)
from tests.ordering import (
    basket_beside,
    buy,
    fill,
    held,
    order_of,
    price,
    redescribe,
    seen_on,
    user_of,
    want,
)

pytestmark = pytest.mark.django_db
NAME = {"name": "Camille Arnoux", "phone": "06 39 98 12 34", "commander": "1"}


@pytest.fixture(autouse=True)
def _monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def text(response: Any) -> str:
    return unescape(response.content.decode())


def opened(client: Client, listing: Listing) -> tuple[str, str]:
    """The address of the basket, and what its page shows."""
    path = basket_path(listing.distribution)
    return path, seen_on(client.get(path))


def pressed(client: Client, path: str, seen: str, **fields: str) -> HttpResponse:
    response: Any = client.post(path, NAME | {"seen": seen} | fields, follow=True)
    return response


def sign_in(client: Client, basket: Basket) -> None:
    """Whoever the basket is of."""
    assert basket.household is not None
    client.force_login(user_of(basket.household))


def mine(client: Client, quantities: dict[Listing, int]) -> Order:
    order = buy(quantities)
    client.force_login(user_of(order.household))
    return order


def test_a_price_that_changed_meanwhile_is_told_and_asked_again(client: Client) -> None:
    listing = make_listing(make_product("Miel", price="5.00"))
    basket = fill({listing: 1})
    sign_in(client, basket)
    path, seen = opened(client, listing)
    price(listing, "7.00")

    page = pressed(client, path, seen)

    assert "Miel\xa0: 5,00\xa0€ devient 7,00\xa0€." in text(page)
    assert not Order.objects.exists()
    pressed(client, path, seen_on(page))
    assert Order.objects.get().total_cents == 700


def test_an_estimate_that_doubled_meanwhile_is_told_and_asked_again(client: Client) -> None:
    chicken = make_weighed_product("Poulet")
    listing = make_listing(chicken)
    basket = fill({listing: 1})
    sign_in(client, basket)
    path, seen = opened(client, listing)
    redescribe(chicken, estimated_weight=3600)

    assert "Poulet\xa0: 25,02\xa0€ devient 50,04\xa0€." in text(pressed(client, path, seen))
    assert not Order.objects.exists()


def test_a_page_that_says_nothing_orders_nothing(client: Client) -> None:
    listing = make_listing()
    sign_in(client, fill({listing: 1}))

    for seen in ("", "9" * 5000, "\0"):
        pressed(client, basket_path(listing.distribution), seen)

    assert not Order.objects.exists()


def test_an_order_cancelled_in_another_tab_is_not_changed_by_the_old_one(client: Client) -> None:
    listing = make_listing()
    order = mine(client, {listing: 1})
    want(order, {listing: 3})
    path, seen = opened(client, listing)
    cancel_order(order=order, actor=order.user, now=MONDAY)

    page = client.post(path, {f"q-{listing.uid}": "3", "seen": seen, "commander": "1"})
    notice: Any = client.post(
        reverse("orders:apply", args=[order.uid]), {"seen": seen}, follow=True
    )

    assert page.status_code in (302, 409, 422)
    assert "déjà annulée" in text(notice)
    assert Order.objects.get().cancelled_at is not None


def test_after_an_order_was_cancelled_the_old_form_orders_only_what_is_shown(
    client: Client,
) -> None:
    listing = make_listing()
    basket = fill({listing: 2})
    sign_in(client, basket)
    path, seen = opened(client, listing)
    typed = {f"q-{listing.uid}": "2"}
    pressed(client, path, seen, **typed)
    first = Order.objects.get()
    cancel_order(order=first, actor=first.user, now=MONDAY)

    again = pressed(client, path, seen, **typed)
    assert Order.objects.count() == 1
    pressed(client, path, seen_on(again), **typed)

    second = Order.objects.exclude(pk=first.pk).get()
    assert (second.total_cents, second.cancelled_at) == (540, None)


def test_a_second_press_that_changes_nothing_says_so(client: Client) -> None:
    listing = make_listing()
    order = mine(client, {listing: 1})
    want(order, {listing: 2})
    path, seen = opened(client, listing)

    first = client.post(path, {"seen": seen, "commander": "1"}, follow=True)
    second = client.post(path, {"seen": seen, "commander": "1"}, follow=True)

    assert "Votre commande est modifiée." in text(first)
    assert "Votre commande est modifiée." not in text(second)
    assert "Rien n’a changé" in text(second)


def test_dropping_nothing_says_so(client: Client) -> None:
    order = mine(client, {make_listing(): 1})

    page: Any = client.post(reverse("orders:drop", args=[order.uid]), follow=True)

    assert "Il n’y avait rien à abandonner" in text(page)


def test_a_draft_that_the_tick_dropped_meanwhile_changes_nothing_and_says_so(
    client: Client,
) -> None:
    listing = make_listing(make_product("Carottes"))
    order = mine(client, {listing: 1})
    want(order, {listing: 2})
    path, seen = opened(client, listing)
    drop_draft(order=order)

    apply: Any = client.post(reverse("orders:apply", args=[order.uid]), {"seen": seen}, follow=True)
    button = client.post(path, {"seen": seen, "commander": "1"}, follow=True)

    for page in (text(apply), text(button)):
        assert "Carottes\xa0: 2 bottes devient 1 botte." in page
        assert "Votre commande est modifiée." not in page
        assert "Merci" not in page
    assert held(order) == {listing.pk: 1}


def test_without_the_terms_an_account_that_has_no_household_keeps_its_basket(
    client: Client,
) -> None:
    listing = make_listing(make_product("Carottes"))
    path = basket_path(listing.distribution)
    client.post(path, {f"q-{listing.uid}": "2"})
    client.force_login(make_user())
    seen = seen_on(client.get(path))

    page = text(client.post(path, NAME | {"seen": seen}))

    assert "Acceptez les conditions pour commander." in page
    assert "Carottes" in page
    assert "Votre panier est vide" not in page


def test_what_is_held_and_what_is_added_cost_their_own_price_everywhere(client: Client) -> None:
    listing = make_listing(make_product("Carottes", price="2.00"))
    order = mine(client, {listing: 2})
    price(listing, "3.00")
    want(order, {listing: 3})

    basket = text(client.get(basket_path(listing.distribution)))
    shop = text(client.get(shop_path(listing.distribution)))
    behind: Any = client.post(
        shop_path(listing.distribution),
        {f"q-{listing.uid}": "3"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert "Déjà commandé\xa0: 2 bottes pour 4,00\xa0€\xa0; le supplément coûte 3,00\xa0€" in basket
    assert 'data-held="2:400"' in basket
    assert basket.count("7,00\xa0€") >= 3
    assert "+\xa03,00\xa0€" in basket
    assert 'data-co-text="total" data-cents="700">7,00\xa0€' in shop
    assert (behind.json()["total"], behind.json()["lines"][0]["amount"]) == ("7,00\xa0€",) * 2


def test_a_note_that_is_too_long_is_said_beside_it_and_stays_typed(client: Client) -> None:
    bread = make_listing(make_product("Pain", note_allowed=True))
    basket = fill({bread: 1})
    sign_in(client, basket)
    path, seen = opened(client, bread)

    page = pressed(client, path, seen, **{f"note-{bread.uid}": "é" * 201})

    assert "Un mot pour la ferme a 200 caractères au plus\xa0: celui-ci en a 201." in text(page)
    assert f'id="err-note-{bread.uid}"' in text(page)
    assert "é" * 201 in text(page)
    assert not Order.objects.exists()


def test_a_changed_note_alone_shows_as_a_change(client: Client) -> None:
    bread = make_listing(make_product("Pain", note_allowed=True))
    order = mine(client, {bread: 1})
    choose(basket=basket_beside(order), wanted={}, notes={str(bread.uid): "Tranché"}, now=MONDAY)

    assert "Modifications non commandées" in text(client.get("/accessibilite/"))
    assert "Le mot pour une ferme a changé." in text(client.get(basket_path(bread.distribution)))


def test_the_last_product_cancelled_leaves_nothing_to_pay_on_the_page(client: Client) -> None:
    order = mine(client, {make_listing(): 1})
    cancel_line(line=order.lines.get(), reason="", by=user_of(order.household), now=MONDAY)

    page = text(client.get(order.get_absolute_url()))
    history = text(client.get(reverse("orders:list")))

    assert "0,00\xa0€</span></p>" in page
    assert "<s" in history
    assert "2,70\xa0€</s>" in history


def test_a_first_form_pressed_after_a_partner_ordered_something_else_says_the_difference(
    client: Client,
) -> None:
    listing = make_listing(make_product("Carottes"))
    basket = fill({listing: 2})
    sign_in(client, basket)
    path, seen = opened(client, listing)
    choose(basket=basket, wanted={str(listing.uid): 1}, now=MONDAY)
    order = order_of(basket)

    page = pressed(client, path, seen)

    assert "Carottes\xa0: 2 bottes devient 1 botte." in text(page)
    assert held(order) == {listing.pk: 1}


def test_a_first_form_pressed_again_after_the_order_changed_back_says_that_nothing_changes(
    client: Client,
) -> None:
    listing = make_listing()
    basket = fill({listing: 2})
    sign_in(client, basket)
    path, seen = opened(client, listing)
    order = order_of(basket)
    for quantity in (3, 2):
        want(order, {listing: quantity})
        amend_order(order=order, actor=order.user, now=MONDAY)

    page = text(pressed(client, path, seen))

    assert "Rien n’a changé" in page
    assert "Votre commande est modifiée." not in page


def test_an_order_at_two_prices_shows_both_wherever_it_is_changed(client: Client) -> None:
    listing = make_listing(make_product("Carottes", price="2.00"))
    order = mine(client, {listing: 2})
    price(listing, "3.00")
    want(order, {listing: 3})
    amend_order(order=order, actor=order.user, now=MONDAY)

    basket = text(client.get(basket_path(listing.distribution)))
    shop = text(client.get(shop_path(listing.distribution)))

    assert "Déjà commandé\xa0: 3 bottes pour 7,00\xa0€\xa0; le supplément" in basket
    for page in (basket, shop):
        assert 'data-held="2:400 1:300"' in page


def test_the_notice_orders_no_estimate_that_doubled_meanwhile(client: Client) -> None:
    chicken = make_weighed_product("Poulet")
    listing = make_listing(chicken)
    carrots = make_listing(make_product(), listing.distribution)
    order = mine(client, {carrots: 1})
    want(order, {listing: 1})
    _path, seen = opened(client, listing)
    redescribe(chicken, estimated_weight=3600)

    page: Any = client.post(reverse("orders:apply", args=[order.uid]), {"seen": seen}, follow=True)

    assert "Poulet\xa0: 25,02\xa0€ devient 50,04\xa0€." in text(page)
    assert held(order) == {carrots.pk: 1}


def test_a_note_alone_is_given_up(client: Client) -> None:
    bread = make_listing(make_product("Pain", note_allowed=True))
    order = mine(client, {bread: 1})
    choose(basket=basket_beside(order), wanted={}, notes={str(bread.uid): "Tranché"}, now=MONDAY)

    page: Any = client.post(reverse("orders:drop", args=[order.uid]), follow=True)

    assert "Les modifications sont abandonnées" in text(page)
    assert "modifications non commandées" not in text(client.get("/accessibilite/"))
    assert order.lines.get().note == ""


def test_what_is_wrong_is_said_at_the_top_with_a_link_to_its_field(client: Client) -> None:
    listing = make_listing(make_product("Carottes"))
    sign_in(client, fill({listing: 1}))
    path, seen = opened(client, listing)

    phone = text(client.post(path, NAME | {"seen": seen, "phone": "pas de numéro"}))
    basket = text(client.post(path, {f"q-{listing.uid}": "deux"}))
    shop = text(client.post(shop_path(listing.distribution), {f"q-{listing.uid}": "deux"}))

    assert '<a href="#id_phone">' in phone
    for page in (basket, shop):
        assert f'<a href="#err-{listing.uid}">Carottes</a>' in page
        assert f'id="err-{listing.uid}"' in page


def test_the_old_page_of_an_order_that_was_cancelled_says_so_and_asks_nothing_unseen(
    client: Client,
) -> None:
    listing = make_listing()
    order = mine(client, {listing: 1})
    path, seen = opened(client, listing)
    cancel_order(order=order, actor=order.user, now=MONDAY)

    page = text(client.post(path, {f"q-{listing.uid}": "3", "seen": seen, "commander": "1"}))

    assert "Votre commande a été annulée entre-temps" in page
    assert "Champ requis" not in page
    assert Order.objects.count() == 1


def test_what_a_manager_added_is_not_taken_for_ordered(client: Client) -> None:
    carrots = make_listing(make_product("Carottes"))
    honey = make_listing(make_product("Miel"), carrots.distribution)
    order = mine(client, {carrots: 1})
    manager = make_role(order.collective, Role.MANAGER)
    change_order(order=order, wanted={honey.pk: 1}, reason="Don", actor=manager, now=MONDAY)

    page = text(client.get(order.get_absolute_url()))

    assert "par le collectif\xa0: Don" in page
    assert "modifiée par le collectif" in page


def test_changes_can_be_dropped_only_where_there_are_some(client: Client) -> None:
    listing = make_listing()
    order = mine(client, {listing: 1})
    path = basket_path(listing.distribution)
    hidden, offered = (f'mt-2" data-co-if="changes"{x}\n' for x in (" hidden", ""))

    assert hidden in text(client.get(path))
    want(order, {listing: 2})
    assert offered in text(client.get(path))


def test_what_the_old_page_of_a_cancelled_order_showed_is_not_ordered_without_a_word(
    client: Client,
) -> None:
    listing = make_listing()
    order = mine(client, {listing: 1})
    path, seen = opened(client, listing)
    cancel_order(order=order, actor=order.user, now=MONDAY)
    fill({listing: 1}, order.household)

    page = client.post(path, {f"q-{listing.uid}": "1", "seen": seen, "commander": "1"})

    assert "Votre commande a été annulée entre-temps" in text(page)
    assert Order.objects.count() == 1


@pytest.mark.parametrize("is_filled", [True, False])
def test_the_last_button_alone_asks_for_the_rest_and_speaks_of_no_order(
    client: Client, is_filled: bool
) -> None:
    """Of an account that is no member: a form that lost its fields, or a script's guess."""
    listing = make_listing()
    client.force_login(make_user())
    if is_filled:
        client.post(shop_path(listing.distribution), {f"q-{listing.uid}": "1"})

    answer = client.post(basket_path(listing.distribution), {"commander": "1"})

    assert answer.status_code in {409, 422}
    assert "annulée" not in text(answer)
    assert not Order.objects.exists()
