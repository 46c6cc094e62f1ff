"""What search engines read of a place."""

import pytest

from distributions.schema_org import event_facts
from tests.factories import make_collective, make_distribution, make_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("position", "facts"),
    [
        (
            (46.87, 4.57),
            {"geo": {"@type": "GeoCoordinates", "latitude": 46.87, "longitude": 4.57}},
        ),
        ((None, None), {}),
    ],
)
def test_a_position_is_told_where_it_is_known(
    position: tuple[float | None, float | None], facts: dict[str, object]
) -> None:
    latitude, longitude = position
    place = make_place(make_collective(), latitude=latitude, longitude=longitude)

    told = event_facts(make_distribution(place.collective, place=place))["location"]

    assert told["name"] == place.name
    assert {name: fact for name, fact in told.items() if name == "geo"} == facts
