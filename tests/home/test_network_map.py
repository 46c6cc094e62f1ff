"""The map of collectives: whatever stands on it is inside, beside the others, at any distance."""

from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from home.landing import PER_PAGE
from home.network_map import CUT, HALF, HEAD, HEIGHT, MARKER, WIDTH, map_of
from home.where import Where
from tests.factories import make_distribution

ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
IN_ONE_TOWN = st.tuples(st.floats(46.9, 46.91), st.floats(4.6, 4.61))


def drawn(positions: list[tuple[float, float]], where: Where = Where()) -> dict[str, Any]:  # noqa: B008  (it is frozen)
    found: Any = [
        SimpleNamespace(place=SimpleNamespace(position=position), state="open")
        for position in positions
    ]
    drawing = map_of(found, where)
    assert drawing is not None
    return drawing


@given(st.lists(IN_ONE_TOWN | ANYWHERE, min_size=1, max_size=100))
def test_markers_stand_inside_the_map_side_by_side(positions: list[tuple[float, float]]) -> None:
    markers = drawn(positions)["markers"]

    assert len(markers) == len(positions)
    assert all(0 <= each.x <= WIDTH and 0 <= each.y <= HEIGHT for each in markers)
    for one, other in combinations(markers, 2):
        assert abs(one.x - other.x) >= MARKER or abs(one.y - other.y) >= MARKER


def test_more_than_the_map_holds_are_still_drawn_in_a_moment() -> None:
    markers = drawn([(46.9, 4.6)] * 400)["markers"]

    assert len(markers) == 400


@given(st.lists(IN_ONE_TOWN | ANYWHERE, min_size=1, max_size=PER_PAGE))
def test_whole_pins_are_seen_also_where_a_phone_cuts_the_map(
    positions: list[tuple[float, float]],
) -> None:
    markers = drawn(positions)["markers"]

    assert all(HALF <= each.x <= WIDTH - HALF for each in markers)
    assert all(CUT + HEAD <= each.y <= HEIGHT - CUT for each in markers)


def test_a_thousand_pins_over_the_country_are_inside() -> None:
    markers = drawn([(42.5 + n % 37 / 4.5, -4 + n % 53 / 4.5) for n in range(1000)])["markers"]

    assert sorted(each.number for each in markers) == list(range(1, 1001))
    assert all(HALF <= each.x <= WIDTH - HALF for each in markers)
    assert all(HEAD <= each.y <= HEIGHT for each in markers)


@given(ANYWHERE)
def test_whoever_is_far_away_sees_rings_of_round_distances(here: tuple[float, float]) -> None:
    where = Where(name="vous", latitude=here[0], longitude=here[1])

    rings = drawn([(46.9, 4.6)], where)["rings"]

    assert [ring["km"] for ring in rings] == [rings[0]["km"] * n for n in (1, 2, 3)]
    assert str(rings[0]["km"]).rstrip("0") in {"1", "2", "5"}


@pytest.mark.django_db
def test_from_la_reunion_the_home_page_opens(client: Client) -> None:
    make_distribution()

    assert client.get("/?lat=-20.9&lon=55.4").status_code == 200
