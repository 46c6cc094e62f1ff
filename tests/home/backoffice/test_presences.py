"""The grid of presences, through the screens."""

import pytest

from distributions.models import Attendance, Distribution
from farms.models import Farm
from shop.listings.services import offer_usually
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_engagement,
    make_farm,
    make_listing,
    make_product,
)
from tests.managing import manager_of, office
from tests.ordering import buy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_monday")]


def path_of(distribution: Distribution) -> str:
    return f"{office(distribution.collective)}/presences/reponse/"


def answer(distribution: Distribution, farm: Farm, state: str) -> dict[str, str]:
    return {"answer": f"{distribution.uid} {farm.uid} {state}"}


def test_a_press_says_present_and_lists_what_the_farm_usually_offers() -> None:
    distribution = make_distribution()
    farm = make_farm()
    make_engagement(farm, distribution.collective)
    product = make_product(farm=farm)
    offer_usually(product=product, collective=distribution.collective, now=MONDAY)
    client = manager_of(distribution.collective)

    before = client.get(f"{office(distribution.collective)}/presences/").content.decode()
    client.post(path_of(distribution), answer(distribution, farm, "present"))
    after = client.get(f"{office(distribution.collective)}/presences/").content.decode()

    assert "pas de réponse. Dire présente" in before
    assert "présente. Dire absente" in after
    assert distribution.listings.get().product == product


def test_a_farm_with_orders_stays_present_and_the_screen_says_why() -> None:
    listing = make_listing()
    buy({listing: 1})
    client = manager_of(listing.collective)

    page = client.post(
        path_of(listing.distribution),
        answer(listing.distribution, listing.product.farm, "absent"),
        follow=True,
    )

    assert Attendance.objects.get().state == Attendance.State.PRESENT
    assert "Des commandes ont déjà été passées" in page.content.decode()


def test_a_farm_that_is_not_engaged_here_does_not_exist() -> None:
    distribution, farm = make_distribution(), make_farm()
    make_engagement(farm, make_collective())

    reply = manager_of(distribution.collective).post(
        path_of(distribution), answer(distribution, farm, "present")
    )

    assert reply.status_code == 404
    assert not Attendance.objects.exists()


def test_a_date_of_another_collective_does_not_exist() -> None:
    distribution, farm = make_distribution(), make_farm()
    other = make_collective()
    make_engagement(farm, other)
    make_engagement(farm, distribution.collective)

    reply = manager_of(other).post(path_of(distribution), answer(distribution, farm, "present"))

    assert reply.status_code == 404
