"""Places and their short names."""

import pytest

from commons.collectives.models import Collective
from distributions.models import PickupPlace
from distributions.services import create_place
from tests.factories import MONDAY, make_collective

pytestmark = pytest.mark.django_db


def create(collective: Collective, name: str) -> PickupPlace:
    return create_place(
        collective=collective,
        name=name,
        postcode="71490",
        town="Saint-Aubert-sur-Lise",
        latitude=46.87,
        longitude=4.57,
        now=MONDAY,
    )


def test_the_short_name_comes_from_the_name() -> None:
    assert create(make_collective(), "Halle aux Grains").slug == "halle-aux-grains"


def test_two_halls_of_one_name_have_two_short_names() -> None:
    collective = make_collective()
    create(collective, "Halle")

    assert create(collective, "Halle").slug == "halle-2"


def test_a_name_without_letters_still_has_an_address() -> None:
    assert create(make_collective(), "★").slug == "lieu"
