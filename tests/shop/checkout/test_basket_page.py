"""Basket and order on one page."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commons.collectives.models import Membership
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.listings.models import Listing
from shop.order.models import Order
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_farm,
    make_household,
    make_listing,
    make_member,
    make_product,
    make_user,
    make_weighed_product,
)
from tests.ordering import buy, drafted, fill, seen_on, user_of
from tests.reading import read

pytestmark = pytest.mark.django_db
NAME = {"name": "Camille Arnoux", "phone": "06 39 98 12 34"}


@pytest.fixture(autouse=True)
def _monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def path(distribution: Distribution) -> str:
    return reverse("checkout:basket", args=[distribution.collective.slug, distribution.slug])


def text(response: HttpResponse) -> str:
    return read(response)


def signed_in(client: Client, quantities: dict[Listing, int]) -> Basket:
    basket = fill(quantities)
    assert basket.household
    client.force_login(user_of(basket.household))
    return basket


def order(client: Client, basket: Basket, **fields: Any) -> HttpResponse:
    """Open the basket's page and press its final button, with what was typed."""
    seen = seen_on(client.get(path(basket.distribution)))
    data = NAME | {"commander": "1", "seen": seen} | fields
    response: Any = client.post(path(basket.distribution), data)
    return response


def test_it_shows_lines_by_farm_the_tolerance_and_who_gets_the_money(client: Client) -> None:
    distribution = make_distribution(make_collective("Vallée claire", default_commission_rate=7))
    farm = make_farm("Ferme des Hirondelles")
    carrots = make_listing(make_product("Carottes", farm=farm), distribution)
    chicken = make_listing(make_weighed_product("Poulet fermier"), distribution)
    basket = signed_in(client, {carrots: 2, chicken: 1})

    page = text(client.get(path(basket.distribution)))

    assert "Ferme des Hirondelles" in page
    assert "≈\xa025,02\xa0€" in page
    assert "3,75\xa0€</b> au plus" in page
    assert "Total estimé" in page
    assert "30,42\xa0€" in page
    assert "Vallée claire\xa0: 2,13\xa0€ (7\xa0%)" in page
    assert "jusqu’au jeudi 26 novembre, 12\xa0h" in page
    assert "Commander avec obligation de paiement" in page


def test_an_order_is_placed_and_thanked_for(client: Client) -> None:
    basket = signed_in(client, {make_listing(): 2})

    response = order(client, basket)

    placed = Order.objects.get()
    assert response["Location"] == reverse("checkout:confirmation", args=[placed.uid])
    page = text(client.get(response["Location"]))
    assert "Votre numéro" in page
    assert "<svg" in page
    assert placed.phone == "+33639981234"


def test_whoever_is_no_member_joins_with_one_box(client: Client) -> None:
    listing = make_listing()
    basket = fill({listing: 1}, make_household())
    assert basket.household
    client.force_login(user_of(basket.household))

    refused = order(client, basket)
    assert "Acceptez les conditions pour commander." in text(refused)
    order(client, basket, terms="on")

    assert Order.objects.count() == Membership.objects.count() == 1


def test_a_wrong_phone_and_terms_that_were_not_accepted_are_told_at_once(client: Client) -> None:
    basket = fill({make_listing(): 1}, make_household())
    assert basket.household
    client.force_login(user_of(basket.household))

    page = text(order(client, basket, phone="12"))

    assert "Acceptez les conditions pour commander." in page
    assert "numéro" in page
    assert Order.objects.count() == 0


def test_what_another_tab_added_is_shown_before_it_is_ordered(client: Client) -> None:
    leeks = make_listing(make_product("Poireaux"))
    eggs = make_listing(make_product("Œufs"), leeks.distribution)
    basket = signed_in(client, {leeks: 1})
    seen = seen_on(client.get(path(leeks.distribution)))
    client.post(path(leeks.distribution), {f"q-{eggs.uid}": "6"})

    response = order(client, basket, seen=seen, **{f"q-{leeks.uid}": "1"})

    assert response.status_code == 409
    assert "Œufs\xa0: 6 bottes, que la page ne montrait pas." in text(response)
    assert Order.objects.count() == 0
    order(client, basket)
    assert Order.objects.get().lines.count() == 2


def test_a_person_without_household_orders_what_was_chosen_as_a_visitor(client: Client) -> None:
    listing = make_listing()
    client.post(path(listing.distribution), {f"q-{listing.uid}": "2"})
    client.force_login(make_user())
    seen = seen_on(client.get(path(listing.distribution)))

    response: Any = client.post(
        path(listing.distribution), NAME | {"commander": "1", "terms": "on", "seen": seen}
    )

    assert response.status_code == 302
    assert Order.objects.get().total_cents == 540


def test_a_visitor_is_led_to_an_account_and_back(client: Client) -> None:
    listing = make_listing()
    client.post(path(listing.distribution), {f"q-{listing.uid}": "2"})

    page = text(client.get(path(listing.distribution)))

    assert f"{reverse('account_signup')}?next={path(listing.distribution)}" in page
    assert "commander" not in page[page.index("<form") :].split("<footer")[0].split("name=")[1]


def test_a_wrong_phone_is_told_and_nothing_typed_is_lost(client: Client) -> None:
    basket = signed_in(client, {make_listing(): 1})

    response = order(client, basket, phone="06 12 34", name="Léa")

    page = text(response)
    assert "Le numéro est incomplet" in page
    assert 'value="06 12 34"' in page
    assert 'value="Léa"' in page
    assert not Order.objects.exists()


@pytest.mark.parametrize("name", ["=1+1", "06 12 34 56 78", "…"])
def test_a_name_without_a_letter_is_told_and_kept(client: Client, name: str) -> None:
    basket = signed_in(client, {make_listing(): 1})

    page = text(order(client, basket, name=name))

    assert "Écrivez un nom\u00a0: il y faut au moins une lettre." in page
    assert f'value="{name}"' in page
    assert not Order.objects.exists()


def test_a_wrong_quantity_is_told_at_its_line_and_the_name_is_kept(client: Client) -> None:
    listing = make_listing()
    basket = signed_in(client, {listing: 1})

    response = order(client, basket, **{f"q-{listing.uid}": "-1", "name": "Léa"})

    page = text(response)
    assert "Une quantité ne peut pas être négative." in page
    assert 'value="-1"' in page
    assert 'value="Léa"' in page
    assert not Order.objects.exists()


def test_a_quantity_typed_without_a_script_is_shown_with_its_total_before_it_is_ordered(
    client: Client,
) -> None:
    listing = make_listing()
    basket = signed_in(client, {listing: 1})

    response = order(client, basket, **{f"q-{listing.uid}": "3"})

    page = text(response)
    assert "Votre panier a changé" in page
    assert "8,10\xa0€" in page
    assert not Order.objects.exists()
    order(client, basket, **{f"q-{listing.uid}": "3"})
    assert Order.objects.get().total_cents == 810


def test_buttons_without_a_script_keep_the_name_that_was_typed(client: Client) -> None:
    listing = make_listing()
    basket = signed_in(client, {listing: 1})

    response: Any = client.post(
        path(basket.distribution),
        {f"q-{listing.uid}": "1", "plus": str(listing.uid), "name": "Léa", "phone": "06"},
    )

    assert response["Location"] == f"{path(basket.distribution)}#p-{listing.uid}"
    page = text(client.get(path(basket.distribution)))
    assert 'value="Léa"' in page
    assert 'value="06"' in page


def test_sent_twice_it_is_one_order(client: Client) -> None:
    basket = signed_in(client, {make_listing(): 1})
    seen = seen_on(client.get(path(basket.distribution)))

    first, second = (order(client, basket, seen=seen) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Order.objects.count() == 1


def test_a_button_that_is_pressed_without_end_is_stopped(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shop.checkout.views.ORDERS_AN_HOUR", (2, 3600))
    basket = signed_in(client, {make_listing(): 1})

    answers = [order(client, basket, phone="06").status_code for _ in range(3)]

    assert answers == [422, 422, 429]


def test_what_the_last_check_changed_is_told_before_anything_is_ordered(client: Client) -> None:
    listing = make_listing(make_product("Carottes des sables"), quota=5)
    basket = signed_in(client, {listing: 3})
    buy({listing: 3})

    page = text(order(client, basket))

    assert "Carottes des sables\xa0: il ne restait que 2 bottes." in page
    assert "Rien n’est encore commandé" in page
    assert not Order.objects.filter(household=basket.household).exists()
    assert drafted(basket) == {listing.pk: 2}


def test_after_the_closing_the_basket_is_kept_and_the_next_date_named(client: Client) -> None:
    distribution = make_distribution()
    make_distribution(distribution.collective, FRIDAY + timedelta(days=7))
    basket = signed_in(client, {make_listing(make_product(), distribution): 1})
    Distribution.objects.filter(pk=distribution.pk).update(closes_at=MONDAY - timedelta(hours=1))

    page = text(client.get(path(basket.distribution)))
    order(client, basket)

    closed = "Les commandes du 27 novembre sont closes depuis aujourd’hui 9\u00a0h."
    assert f"{closed} Votre panier est conservé." in page
    assert "Prochaine distribution\xa0: vendredi 4 décembre." in page
    assert "obligation de paiement" not in page
    assert not Order.objects.exists()
    assert len(drafted(basket)) == 1


def test_the_right_of_withdrawal_depends_on_the_basket(client: Client) -> None:
    distribution = make_distribution()
    soap = make_listing(make_product("Savon", has_withdrawal_right=True), distribution)
    leek = make_listing(make_product("Poireaux"), distribution)
    basket = signed_in(client, {leek: 1})

    fresh = text(client.get(path(basket.distribution)))
    fill({soap: 1}, basket.household)
    mixed = text(client.get(path(basket.distribution)))

    assert "Produits frais\xa0: pas de droit de rétractation." in fresh
    assert "14 jours pour\xa0: Savon" in mixed


def test_a_note_goes_to_the_farm_where_it_is_allowed(client: Client) -> None:
    distribution = make_distribution()
    bread = make_listing(make_product("Pain", note_allowed=True), distribution)
    leek = make_listing(make_product("Poireaux"), distribution)
    basket = signed_in(client, {bread: 1, leek: 1})
    notes = {f"note-{bread.uid}": "Tranché, merci", f"note-{leek.uid}": "Petits"}

    order(client, basket, **notes)

    lines = dict(Order.objects.get().lines.values_list("title", "note"))
    assert lines == {"Pain": "Tranché, merci", "Poireaux": ""}


def test_beside_an_order_the_page_is_its_draft(client: Client) -> None:
    listing = make_listing()
    placed = buy({listing: 1})
    client.force_login(user_of(placed.household))
    address = path(listing.distribution)

    client.post(address, {f"q-{listing.uid}": "3"})
    page = text(client.get(address))
    order(client, Basket.objects.get(household=placed.household))

    assert "Vous avez déjà commandé\xa0: commande n°\xa01." in page
    assert "+\xa05,40\xa0€" in page
    placed.refresh_from_db()
    assert (placed.total_cents, placed.revision) == (810, 1)


def test_two_tabs_that_change_one_order_do_not_overwrite_each_other(client: Client) -> None:
    listing = make_listing(make_product("Carottes"))
    placed = buy({listing: 1})
    client.force_login(user_of(placed.household))
    address = path(listing.distribution)
    client.post(address, {f"q-{listing.uid}": "2"})
    old = seen_on(client.get(address))
    client.post(address, {f"q-{listing.uid}": "4"})

    late: Any = client.post(address, {"commander": "1", "seen": old})

    assert "Carottes\xa0: 2 bottes devient 4 bottes." in text(late)
    placed.refresh_from_db()
    assert placed.total_cents == 270


def test_a_form_without_a_valid_token_says_what_to_do() -> None:
    listing = make_listing()
    client = Client(enforce_csrf_checks=True)

    response: Any = client.post(path(listing.distribution), {f"q-{listing.uid}": "1"})

    assert response.status_code == 403
    assert "Ce formulaire est trop ancien" in text(response)


def test_another_households_basket_is_not_seen(client: Client) -> None:
    listing = make_listing(make_product("Carottes"))
    fill({listing: 3})
    other = make_member(listing.collective)
    client.force_login(user_of(other))

    assert "Carottes" not in text(client.get(path(listing.distribution)))


def test_it_takes_at_most_fifteen_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    distribution = make_distribution()
    basket = signed_in(client, {make_listing(make_product(), distribution): 1 for _ in range(12)})
    client.get(path(distribution))

    with django_assert_max_num_queries(15):
        client.get(path(basket.distribution))


def test_beside_an_order_it_takes_few_queries_too(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    distribution = make_distribution()
    placed = buy({make_listing(make_product(), distribution): 1 for _ in range(12)})
    client.force_login(user_of(placed.household))

    with django_assert_max_num_queries(15):
        client.get(path(distribution))


def test_the_phone_that_was_given_is_offered_the_next_time(client: Client) -> None:
    distribution = make_distribution()
    later = make_distribution(
        distribution.collective,
        FRIDAY + timedelta(days=7),
        opens_at=distribution.opens_at,
    )
    basket = signed_in(client, {make_listing(make_product(), distribution): 1})
    assert basket.household

    order(client, basket, phone="07 00 00 00 00")
    other = fill({make_listing(make_product(), later): 1}, basket.household)
    page = text(client.get(path(other.distribution)))

    assert 'value="07 00 00 00 00"' in page
    assert basket.household.persons.get().phone == "+33700000000"


def test_beside_an_order_it_is_never_said_that_nothing_is_ordered(client: Client) -> None:
    listing = make_listing(make_product("Carottes"), quota=5)
    first = buy({listing: 1})
    client.force_login(user_of(first.household))
    basket = fill({listing: 5}, first.household)
    seen = seen_on(client.get(path(basket.distribution)))
    Listing.objects.update(quota=4)

    refused: Any = client.post(path(basket.distribution), {"commander": "1", "seen": seen})

    assert "Carottes\xa0: il ne restait que 4 bottes." in text(refused)
    assert f'<a href="#p-{listing.uid}">Carottes' in text(refused)
    assert 'role="alert" tabindex="-1" autofocus' in text(refused)
    assert "Votre commande reste comme elle est" in text(refused)
    assert "n’est encore commandé" not in text(refused)


def test_a_refusal_for_time_says_the_hour(client: Client, time_machine: TimeMachineFixture) -> None:
    basket = signed_in(client, {make_listing(make_product("Carottes")): 1})
    seen = seen_on(client.get(path(basket.distribution)))
    time_machine.move_to(FRIDAY + timedelta(hours=9))
    assert basket.household
    client.force_login(user_of(basket.household))

    refused: Any = client.post(path(basket.distribution), NAME | {"commander": "1", "seen": seen})

    assert "sont closes depuis jeudi 12\xa0h. Votre panier est conservé." in text(refused)
