"""Whoever meets a busy database is told so, and keeps what was typed."""

import re

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from commons.accounts.models import User
from commons.collectives.models import Membership
from commons.core import locking
from commons.core.form_marks import ONCE
from commons.core.models import OutboxMail
from distributions.models import PickupPlace
from shop.basket.models import Basket
from tests.busy import busy
from tests.factories import (
    MONDAY,
    make_collective,
    make_household,
    make_listing,
    make_user,
)
from tests.managing import make_commune, manager_of, office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_no_pause")]
SENTENCE = "Beaucoup de personnes commandent en ce moment."
PHONE = "06 39 98 12 34"
PLACE = {"name": "Halle aux Grains", "postcode": "71490", "town": "Saint-Aubert-sur-Lise"}
CAMILLE = {
    "first_name": "Camille",
    "last_name": "Arnoux",
    "email": "camille@sillon.example",
    "phone": PHONE,
    "password1": "",
}


@pytest.fixture
def _no_pause(monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture) -> None:
    monkeypatch.setattr(locking, "PAUSE", 0)
    time_machine.move_to(MONDAY)


def signed_in(client: Client) -> User:
    user = make_user()
    make_household(user)
    client.force_login(user)
    return user


def test_a_form_of_the_admin_says_so_and_is_sent_again_as_it_is() -> None:
    make_commune()
    collective = make_collective()
    client, path = manager_of(collective), f"{office(collective)}/lieux/ajouter/"
    shown = re.search(rf'name="{ONCE}" value="(\w+)"', client.get(path).content.decode())
    assert shown
    form = PLACE | {ONCE: shown[1]}

    with busy("distributions_pickupplace"):
        refused = client.post(path, form)
    stored = client.post(path, form)

    assert SENTENCE in refused.content.decode()
    assert 'value="Halle aux Grains"' in refused.content.decode()
    assert stored.status_code == 302
    assert PickupPlace.objects.get().name == "Halle aux Grains"


def test_a_form_of_the_admin_waits_for_a_writer_who_ends() -> None:
    make_commune()
    collective = make_collective()
    client = manager_of(collective)

    with busy("distributions_pickupplace", times=2) as refused:
        answer = client.post(f"{office(collective)}/lieux/ajouter/", PLACE)

    assert (len(refused), answer.status_code) == (2, 302)
    assert PickupPlace.objects.count() == 1


def test_signing_up_says_so_and_keeps_what_was_typed(client: Client) -> None:
    with busy("accounts_user"):
        answer = client.post("/compte/signup/", CAMILLE)

    assert SENTENCE in answer.text
    assert 'value="camille@sillon.example"' in answer.text
    assert not User.objects.exists()


def test_a_code_to_sign_in_waits_for_a_writer_who_ends(client: Client) -> None:
    user = make_user()

    with busy("core_outboxmail", times=2) as refused:
        client.post("/compte/login/code/", {"email": user.email})

    assert (len(refused), OutboxMail.objects.get().to) == (2, user.email)


def test_a_basket_that_cannot_be_adopted_now_is_at_the_next_page(client: Client) -> None:
    listing = make_listing()
    shop = f"/{listing.collective.slug}/boutique/{listing.distribution.slug}/"
    client.post(shop, {f"q-{listing.uid}": "2"})
    household = make_household(user := make_user())
    client.force_login(user)

    with busy("basket_basket"):
        meanwhile = client.get(shop)
    assert (meanwhile.status_code, Basket.objects.get().household) == (200, None)
    client.get(shop)

    assert Basket.objects.get().household == household


def test_a_basket_waits_for_a_writer_who_ends_and_is_adopted(client: Client) -> None:
    listing = make_listing()
    shop = f"/{listing.collective.slug}/boutique/{listing.distribution.slug}/"
    client.post(shop, {f"q-{listing.uid}": "2"})
    household = make_household(user := make_user())
    client.force_login(user)

    with busy("basket_basket", times=2) as refused:
        client.get(shop)

    assert (len(refused), Basket.objects.get().household) == (2, household)


@pytest.mark.parametrize(
    ("path", "table", "prefix"),
    [("/compte/profil/", "accounts_user", ""), ("/compte/foyer/", "accounts_person", "person-")],
)
def test_the_account_says_so_and_keeps_what_was_typed(
    client: Client, path: str, table: str, prefix: str
) -> None:
    signed_in(client)
    typed = {"first_name": "Odile", "last_name": "Chevalier", "phone": PHONE}

    with busy(table):
        answer = client.post(path, {f"{prefix}{name}": text for name, text in typed.items()})

    assert SENTENCE in answer.text
    assert 'value="Odile"' in answer.text


def test_joining_says_so(client: Client) -> None:
    signed_in(client)
    collective = make_collective()

    with busy("collectives_membership"):
        answer = client.post(f"/{collective.slug}/adherer/", {"accepts_terms": "on"})

    assert SENTENCE in answer.text
    assert not Membership.objects.exists()


def test_a_page_without_words_of_its_own_says_so_too(client: Client) -> None:
    signed_in(client)

    with busy("accounts_user"):
        answer = client.post("/compte/langue/", {"language": "en"})

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert SENTENCE in answer.text
