"""Text pasted from a word processor: kept whole on every screen, and its mails leave."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from charter.models import CharterPage
from commons.accounts.models import Person, User
from commons.collectives.models import Collective
from commons.core.models import OutboxMail
from commons.core.outbox import deliver_due
from distributions.addresses import basket_path, shop_path
from distributions.models import PickupPlace
from farms.models import Farm
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.reporting.services import process_due_closings
from tests.factories import (
    MONDAY,
    make_aisle,
    make_collective,
    make_distribution,
    make_farm,
    make_household,
    make_listing,
    make_member,
    make_product,
    make_user,
)
from tests.listed import AT_CLOSING, letters
from tests.managing import make_commune, manager_of, office
from tests.ordering import buy, seen_on, user_of

pytestmark = pytest.mark.django_db
ENDS = ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0 "]
every_end = pytest.mark.parametrize("end", ENDS, ids=ascii)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def all_mails_leave(now: Any = MONDAY) -> bool:
    deliver_due(now=now)
    return not OutboxMail.objects.exclude(state=OutboxMail.State.SENT).exists()


@every_end
def test_a_name_at_sign_up(client: Client, end: str) -> None:
    typed = {"first_name": f"Anne{end}Marie", "last_name": "Roux", "phone": "06 39 98 12 34"}

    answer = client.post(
        "/compte/signup/", typed | {"email": "anne@sillon.example", "password1": ""}
    )

    assert answer.status_code == 302, answer.text
    assert User.objects.get().first_name == "Anne Marie"
    assert Person.objects.get().first_name == "Anne Marie"
    assert all_mails_leave()


@every_end
def test_names_of_an_account(client: Client, end: str) -> None:
    household = make_household()
    client.force_login(user_of(household))
    names = {"first_name": f"Anne{end}Marie", "last_name": f"de{end}Roux"}

    client.post("/compte/profil/", names | {"phone": "06 39 98 12 34"})
    client.post("/compte/foyer/", {f"person-{name}": text for name, text in names.items()})

    assert {str(person) for person in household.persons.all()} == {"Anne Marie de Roux"}
    assert household.persons.count() == 2


@every_end
def test_the_name_and_the_note_of_an_order(client: Client, end: str) -> None:
    farm = make_farm()
    listing = make_listing(make_product(farm=farm, note_allowed=True), make_distribution())
    client.force_login(user_of(make_member(listing.distribution.collective)))

    order(client, listing, name=f"Anne{end}Marie Roux", note=f"Sans{end}- fanes")

    assert Order.objects.get().name == "Anne Marie Roux"
    assert Line.objects.get().note == "Sans - fanes"
    assert process_due_closings(now=AT_CLOSING) == 1
    assert all_mails_leave(AT_CLOSING)
    assert "« Sans - fanes »" in letters(farm)[-1].body.replace("\N{NO-BREAK SPACE}", " ")


def order(client: Client, listing: Listing, *, name: str, note: str) -> None:
    distribution = listing.distribution
    quantity = {f"q-{listing.uid}": "1"}
    client.post(shop_path(distribution), quantity)
    typed = {
        f"note-{listing.uid}": note,
        "name": name,
        "phone": "06 39 98 12 34",
        "commander": "1",
    }
    path = basket_path(distribution)
    seen = {"seen": seen_on(client.get(path))}
    answer = client.post(path, quantity | typed | seen)
    assert answer.status_code == 302, answer.text


@every_end
def test_the_reason_why_a_product_is_cancelled(end: str) -> None:
    placed = buy({make_listing(): 1})
    line = placed.lines.get()
    manager = manager_of(placed.collective)

    path = f"/commandes/{placed.uid}/lignes/{line.uid}/annuler/"
    assert manager.post(path, {"reason": f"Le gel{end}a tout pris"}).status_code == 302

    line.refresh_from_db()
    assert line.reason == "Le gel a tout pris"
    assert all_mails_leave()
    assert "Le gel a tout pris" in mail.outbox[-1].body


@every_end
def test_a_product(end: str) -> None:
    collective = make_collective()

    answer = manager_of(collective).post(
        f"{office(collective)}/produits/ajouter/",
        typed_product(collective, end),
    )

    assert answer.status_code == 302, answer.content.decode()
    product = Product.objects.get()
    ended = "\n" if end != "\0 " else " "
    assert (product.title, product.noun_one) == ("Poireaux d’hiver", "botte fine")
    assert product.description == f"Du sable.{ended}Lavés."


def typed_product(collective: Collective, end: str) -> dict[str, Any]:
    return {
        "seller": collective.uid,
        "title": f"Poireaux{end}d’hiver",
        "aisle": make_aisle().uid,
        "sale": "kilo",
        "unit_label": "le kilo",
        "noun_one": f"botte{end}fine",
        "noun_many": "bottes",
        "price": "3,20",
        "vat_rate": "5.5",
        "stock_mode": "per_distribution",
        "keeping": "ambient",
        "allergen_statement": "not_stated",
        "description": f"Du sable.{end}Lavés.",
    }


@every_end
def test_a_place_and_a_farm(end: str) -> None:
    collective = make_collective()
    manager = manager_of(collective)
    make_commune()
    place = {"postcode": "71490", "town": "Saint-Aubert-sur-Lise", "name": f"Salle{end}basse"}
    farm = {"name": f"Ferme{end}du Gué", "vat_regime": "franchise", "starts_on": "2026-11-23"}

    manager.post(
        f"{office(collective)}/lieux/ajouter/", place | {"opening_notes": f"Portail.{end}Code."}
    )
    manager.post(f"{office(collective)}/fermes/ajouter/", farm | {"commission_rate": "7,5"})

    ended = "\n" if end != "\0 " else " "
    stored = PickupPlace.objects.get()
    assert (stored.name, stored.opening_notes) == ("Salle basse", f"Portail.{ended}Code.")
    assert Farm.objects.filter(name="Ferme du Gué").exists()


def test_a_page_of_wagtail() -> None:
    client = Client()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    page = CharterPage.objects.get()
    body = rich_text("<p>Produireici</p>").replace("Produire", "Produire\\u0000\u2028")
    typed = {
        "title": "Notre\u2028charte\0",
        "body": body,
        "comments": inline_formset([]),
    }

    answer = client.post(
        f"/gestion/pages/{page.pk}/edit/", nested_form_data(typed | {"action-publish": "1"})
    )

    assert answer.status_code == 302, answer.text
    page.refresh_from_db()
    assert (page.title, page.body.count("Produire ici")) == ("Notre charte", 1)


@pytest.mark.parametrize(
    "path",
    [
        "/?lieu={}",
        "/?lat={0}&lon={0}",
        "/commandes/?page={}",
        "/compte/login/?next={}",
        "{office}/lieux/?q={}",
        "{office}/produits/?q={}&p={}",
        "{office}/commandes/?q={}",
        "{office}/adherents/?q={}",
        "/gestion/pages/search/?q={}",
        "/gestion/images/?q={}",
        "/gestion/documents/?q={}",
    ],
)
def test_what_is_asked_in_an_address(path: str) -> None:
    collective = make_collective()
    client, path = manager_of(collective), path.replace("{office}", office(collective))

    for asked in ("%00", "miel%00", "%E2%80%A8", "%0B", "%C2%85"):
        assert client.get(path.replace("{0}", asked).replace("{}", asked)).status_code < 400


def test_the_filters_of_a_shop(client: Client) -> None:
    path = shop_path(make_listing().distribution)

    answer = client.get(path, {"q": "miel\0", "ferme": "a\0", "label": "\0ab"})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path", ["/compte/login/", "/compte/password/reset/", "/compte/login/code/", "/compte/signup/"]
)
def test_an_address_for_mails_and_a_password(client: Client, path: str) -> None:
    typed = {"login": "a\0@b.fr", "email": "a\0@b\u2028.fr\0", "password": "\0", "code": "\0"}

    assert client.post(path, typed).status_code < 400
