"""Lists of names stand as in a dictionary, on whatever page."""

import pytest
from django.test import Client

from home.backoffice.selectors import farms_engaged
from tests.factories import (
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_listing,
    make_member,
    make_product,
    make_user,
)
from tests.managing import manager_of, office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

NAMES = ["Dupont", "Écuyer", "Œuvrard", "Zola"]


def places(page: str) -> list[int]:
    return [page.index(name) for name in NAMES]


def test_lists_of_the_office_stand_in_this_order() -> None:
    collective = make_collective()
    for name in reversed(NAMES):
        make_engagement(make_farm(f"Ferme {name}"), collective)
        make_member(collective, make_user("Anne", name))
        make_product(f"Tarte {name}", collective=collective)
    make_distribution(collective)
    client = manager_of(collective)

    assert [farm.name for farm in farms_engaged(collective)] == [f"Ferme {name}" for name in NAMES]
    for room in ("fermes", "adherents", "produits", "presences"):
        page = client.get(f"{office(collective)}/{room}/").content.decode()
        assert places(page) == sorted(places(page)), room


def test_the_farms_of_a_shop_with_as_many_products_stand_in_this_order(client: Client) -> None:
    distribution = make_distribution()
    for name in reversed(NAMES):
        make_listing(make_product("Tarte", farm=make_farm(f"Ferme {name}")), distribution)

    url = f"/{distribution.collective.slug}/boutique/{distribution.slug}/"
    filters = client.get(url).content.decode().partition("<fieldset>")[2]

    assert places(filters) == sorted(places(filters))
