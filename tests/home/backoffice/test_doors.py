"""Who enters which room, and what a page of a room costs however much there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.collectives.models import Collective
from distributions.models import Distribution
from farms.models import Farm
from farms.services import add_certification
from tests.cast import make_cast
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_farm_member,
    make_label,
    make_listing,
    make_member,
    make_product,
)
from tests.managing import manager_of, office
from tests.ordering import buy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]
ROOMS = (
    *("distributions/", "distributions/calendriers/", "commandes/", "presences/", "fermes/"),
    *("produits/", "lieux/", "adherents/", "adherents/roles/"),
)
MOST = 25


@pytest.mark.parametrize("path", ROOMS)
def test_rooms_are_for_managers(path: str) -> None:
    cast = make_cast()

    def asks(name: str) -> int:
        client = Client()
        client.force_login(cast.users[name])
        return client.get(f"{office(cast.a.collective)}/{path}").status_code

    assert asks("manager_a") in (200, 302)
    inside = ("editor_a", "network_editor", "network_admin", "producer")
    assert {asks(each) for each in inside} == {404}
    assert {asks(each) for each in ("consumer_a", "preparer", "cashier_a", "treasurer_a")} == {302}


def test_the_menu_names_rooms_for_managers_only() -> None:
    cast = make_cast()
    manager, editor = Client(), Client()
    manager.force_login(cast.users["manager_a"])
    editor.force_login(cast.users["editor_a"])

    assert "/presences/" in manager.get("/gestion/").content.decode()
    assert "/presences/" not in editor.get("/gestion/").content.decode()


def make_certification(farm: Farm) -> None:
    days = {"valid_from": MONDAY.date(), "valid_until": FRIDAY}
    add_certification(farm=farm, label=make_label(), **days, now=MONDAY)


def furnish(collective: Collective, distribution: Distribution, number: int) -> None:
    """So many farms, products, orders, members and dates."""
    for n in range(number):
        farm = make_farm()
        make_engagement(farm, collective, may_edit_catalogue=True, may_edit_labels=True)
        make_certification(farm)
        make_farm_member(collective.engagements.earliest("pk").farm)
        listing = make_listing(make_product(farm=farm), distribution)
        buy({listing: 1}, make_member(collective))
        make_distribution(
            collective, FRIDAY + timedelta(weeks=n + 1, days=number), place=distribution.place
        )


def pages(distribution: Distribution) -> dict[str, str]:
    order = distribution.orders.first()
    one = f"distributions/{distribution.uid}/"
    orders = f"commandes/{distribution.uid}/"
    agreement = distribution.collective.engagements.earliest("pk")
    farm = f"fermes/{agreement.uid}/"
    named = {path: path for path in ROOMS if path != "commandes/"}
    return named | {
        "home": "",
        "distribution": one,
        "listings": f"{one}ventes/",
        "orders": orders,
        "search": f"{orders}?q=arnoux",
        "sheets": f"{orders}fiches/",
        "list": f"{orders}liste/",
        "order": f"commandes/commande/{order.uid}/",
        "product form": "produits/ajouter/",
        "product": f"produits/{agreement.farm.seller.products.get().uid}/",
        "products found": "produits/resultats/?q=carotte",
        "members found": "adherents/?q=arnoux",
        "farm": farm,
        "terms": f"{farm}conditions/",
        "label form": f"{farm}labels/ajouter/",
        "calendar form": "distributions/calendriers/ajouter/",
    }


def counted(client: Client, distribution: Distribution) -> dict[str, int]:
    found = {}
    for name, path in pages(distribution).items():
        address = f"{office(distribution.collective)}/{path}" if path else "/gestion/"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, path
        found[name] = len(queries)
    return found


def test_pages_cost_the_same_however_much_there_is() -> None:
    collective = make_collective()
    distribution = make_distribution(collective)
    client = manager_of(collective)
    furnish(collective, distribution, 2)

    few = counted(client, distribution)
    furnish(collective, distribution, 6)
    many = counted(client, distribution)

    assert few == many
    assert {name: n for name, n in many.items() if n > MOST} == {}
