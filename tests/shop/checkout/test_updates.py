"""Filling the basket from the shop's page, with and without a script."""

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from shop.basket.models import Basket
from shop.basket.owner import COOKIE
from shop.listings.models import Listing
from tests.factories import (
    MONDAY,
    make_distribution,
    make_household,
    make_listing,
    make_product,
    make_user,
    make_weight_product,
)
from tests.ordering import buy, drafted, fill, user_of

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture(autouse=True)
def _monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def shop(listing: Listing) -> str:
    distribution = listing.distribution
    return reverse("shop:shop", args=[distribution.collective.slug, distribution.slug])


def test_looking_leaves_no_basket_and_no_cookie(client: Client) -> None:
    response = client.get(shop(make_listing()))

    assert COOKIE not in response.cookies
    assert not Basket.objects.exists()


def test_adding_leaves_a_signed_cookie_and_leads_back_to_the_card(client: Client) -> None:
    listing = make_listing()

    response = client.post(shop(listing), {f"q-{listing.uid}": "0", "plus": str(listing.uid)})

    assert response["Location"] == f"{shop(listing)}#p-{listing.uid}"
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == 30 * 24 * 3600
    assert drafted(Basket.objects.get()) == {listing.pk: 1}


def test_an_emptied_field_says_what_went(client: Client) -> None:
    listing = make_listing(make_product("Miel"))
    client.post(shop(listing), {f"q-{listing.uid}": "2"})

    page = client.post(shop(listing), {f"q-{listing.uid}": ""}, follow=True).content.decode()

    assert "Retiré du panier\u00a0: Miel." in page
    again = client.post(shop(listing), {f"q-{listing.uid}": ""}, follow=True).content.decode()
    assert "Retiré du panier" not in again


def test_the_basket_is_there_at_the_next_visit(client: Client) -> None:
    listing = make_listing(make_weight_product())
    client.post(shop(listing), {f"q-{listing.uid}": "1,5"})

    page = client.get(shop(listing)).content.decode()

    assert 'value="1,5"' in page
    assert "4,80\xa0€" in page


def test_a_forged_cookie_finds_nothing(client: Client) -> None:
    listing = make_listing()
    client.post(shop(listing), {f"q-{listing.uid}": "2"})
    client.cookies[COOKIE] = "jeton:forgé"

    assert 'value="2"' not in client.get(shop(listing)).content.decode()


def test_what_is_wrong_is_said_at_its_card_and_stays_typed(client: Client) -> None:
    distribution = make_distribution()
    good, bad = (make_listing(make_product(), distribution) for _ in range(2))

    response = client.post(shop(good), {f"q-{good.uid}": "2", f"q-{bad.uid}": "abc"})

    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="err-{bad.uid}"' in page
    assert 'value="abc"' in page
    assert drafted(Basket.objects.get()) == {good.pk: 2}


def test_the_script_gets_totals_and_problems(client: Client) -> None:
    listing = make_listing(make_product("Carottes"), quota=3)
    client.post(shop(listing), {f"q-{listing.uid}": "2"})

    response = client.post(shop(listing), {f"q-{listing.uid}": "9"}, headers=SCRIPT)

    assert response.json() == {
        "total": "5,40\xa0€",
        "count": "1 produit",
        "lines": [{"quantity": "2\xa0×", "name": "Carottes", "amount": "5,40\xa0€"}],
        "problems": [{"uid": str(listing.uid), "message": "Il ne reste que 3 bottes."}],
        "texts": {},
    }


def test_enter_in_a_field_presses_no_minus(client: Client) -> None:
    page = client.get(shop(make_listing())).content.decode()

    form = page[page.index('<form method="post"') :]
    first = form[form.index("<button") :]
    assert "Mettre à jour le panier" in first[: first.index("</button>")]


def test_signing_in_takes_the_basket_along(client: Client) -> None:
    listing = make_listing()
    client.post(shop(listing), {f"q-{listing.uid}": "2"})
    household = make_household()
    client.force_login(user_of(household))

    response = client.get(shop(listing))

    assert drafted(Basket.objects.get(household=household)) == {listing.pk: 2}
    assert response.cookies[COOKIE].value == ""


def test_a_sentence_says_that_two_baskets_met(client: Client) -> None:
    distribution = make_distribution()
    one, two = (make_listing(make_product(), distribution) for _ in range(2))
    household = make_household()
    fill({one: 1}, household)
    client.post(shop(one), {f"q-{two.uid}": "2"})
    client.force_login(user_of(household))

    page = client.get(shop(one)).content.decode()

    assert "la plus grande quantité est gardée" in page
    assert drafted(Basket.objects.get()) == {one.pk: 1, two.pk: 2}


def test_an_account_without_a_household_keeps_the_visitors_basket(client: Client) -> None:
    listing = make_listing()
    client.post(shop(listing), {f"q-{listing.uid}": "2"})
    client.force_login(make_user())

    assert 'value="2"' in client.get(shop(listing)).content.decode()


def test_beside_an_order_the_ceiling_counts_what_it_holds(client: Client) -> None:
    listing = make_listing(quota=5)
    order = buy({listing: 5})
    client.force_login(user_of(order.household))

    page = client.get(shop(listing)).content.decode()

    assert 'data-max="5"' in page
    assert "Épuisé" not in page


def test_changes_that_are_not_ordered_are_said_on_every_page(client: Client) -> None:
    listing = make_listing()
    order = buy({listing: 1})
    client.force_login(user_of(order.household))
    client.post(shop(listing), {f"q-{listing.uid}": "3"})

    page = client.get("/accessibilite/").content.decode()

    assert "Modifications non commandées" in page
    assert "+\xa05,40\xa0€" in page
