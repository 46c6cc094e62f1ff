"""The schematic map of the collectives, drawn from their positions: no tiles, no script.

Where the installation names a host of tiles, a tap puts them in its place (`map.js`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, product
from math import cos, radians

from django.conf import settings

from home.finder import Found
from home.where import Where

WIDTH, HEIGHT, MARGIN = 400, 320, 44
# A pin stands on its tip, so wide to each side and so high; a phone cuts the map above and below.
HALF, HEAD, CUT = 12, 33, 10
KM_PER_DEGREE = 111.2
NARROWEST_KM = 10
MARKER = 22
REACH = WIDTH // MARKER
RING = 48  # the smallest circle, in units

type Spot = tuple[float, float]


@dataclass(slots=True)
class Marker:
    """A place on the map, in its units; `number` as in the list."""

    number: int
    x: float
    y: float
    is_closed: bool


def map_of(found: Sequence[Found], where: Where, first: int = 1) -> dict[str, object] | None:
    """What `home/_map.html` draws, numbered from `first` on; None where there is no place."""
    placed = [
        (number, collective, collective.place.position)
        for number, collective in enumerate(found, first)
        if collective.place and collective.place.position
    ]
    if not placed:
        return None
    points = [position for _number, _collective, position in placed]
    here = []
    if where.latitude is not None and where.longitude is not None:
        here = [(where.latitude, where.longitude)]
    flat = _flattened([*points, *here])
    scale, xs, ys = _fitted(flat)
    spots = list(zip(xs, ys, strict=True))
    markers = [
        Marker(number, x, y, collective.state == "closed")
        for (number, collective, _position), (x, y) in zip(placed, spots, strict=False)
    ]
    _spread(markers)
    centre = spots[-1] if here else (WIDTH / 2, HEIGHT / 2)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "markers": markers[::-1],
        "here": {"x": centre[0], "y": centre[1]} if here else None,
        "rings": [{"r": round(km * scale, 1), "km": km} for km in _rings(scale)],
        "centre": {"x": centre[0], "y": centre[1]},
    }


def tiles() -> dict[str, str] | None:
    """What `home/_map.html` needs to offer them; None where no host is named."""
    if not settings.MAP_TILES:
        return None
    host = settings.MAP_HOST.partition("://")[2].removeprefix("*.")
    return {
        "address": settings.MAP_TILES,
        "attribution": settings.MAP_ATTRIBUTION,
        "host": host,
    }


def _flattened(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Kilometres east and south of the first point: near enough for a few hundred of them."""
    latitude, longitude = points[0]
    east = KM_PER_DEGREE * cos(radians(latitude))
    return [((lon - longitude) * east, (latitude - lat) * KM_PER_DEGREE) for lat, lon in points]


def _fitted(flat: Sequence[tuple[float, float]]) -> tuple[float, list[float], list[float]]:
    """Units per kilometre, and the points in the middle of the map."""
    lows = [min(axis) for axis in zip(*flat, strict=True)]
    highs = [max(axis) for axis in zip(*flat, strict=True)]
    spans = [max(high - low, NARROWEST_KM) for low, high in zip(lows, highs, strict=True)]
    scale = min((WIDTH - 2 * MARGIN) / spans[0], (HEIGHT - 2 * MARGIN) / spans[1])
    middle = [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]
    xs = [round(WIDTH / 2 + (x - middle[0]) * scale, 1) for x, _y in flat]
    ys = [round(HEIGHT / 2 + (y - middle[1]) * scale, 1) for _x, y in flat]
    return scale, xs, ys


def _spread(markers: Sequence[Marker]) -> None:
    """Two places in one town stand side by side, inside the map as long as there is room."""
    taken: dict[Spot, list[Spot]] = defaultdict(list)
    is_full = False
    for marker in markers:
        here = (marker.x, marker.y)
        free = None if is_full else next(_free_spots(here, taken), None)
        is_full = free is None
        spot = free or here
        taken[_cell(spot)].append(spot)
        marker.x, marker.y = spot


def _free_spots(here: Spot, taken: Mapping[Spot, Sequence[Spot]]) -> Iterator[Spot]:
    return (spot for spot in _around(here) if _is_free(spot, taken))


def _around(here: Spot) -> Iterator[Spot]:
    """The spot itself, then those a marker further in each direction, as far as the map goes."""
    for far in range(REACH):
        for east, south in product(range(-far, far + 1), repeat=2):
            x, y = here[0] + east * MARKER, here[1] + south * MARKER
            is_inside = HALF <= x <= WIDTH - HALF and CUT + HEAD <= y <= HEIGHT - CUT
            if max(abs(east), abs(south)) == far and is_inside:
                yield round(x, 1), round(y, 1)


def _is_free(spot: Spot, taken: Mapping[Spot, Sequence[Spot]]) -> bool:
    column, row = _cell(spot)
    near = [
        other
        for east, south in product((-1, 0, 1), repeat=2)
        for other in taken.get((column + east, row + south), ())
    ]
    return all(abs(spot[0] - x) >= MARKER or abs(spot[1] - y) >= MARKER for x, y in near)


def _cell(spot: Spot) -> Spot:
    """The square of a marker's size that a spot is in: only those beside it can touch it."""
    return spot[0] // MARKER, spot[1] // MARKER


def _rings(scale: float) -> list[int]:
    """Three circles of round distances (2, 5, 10…) that the map can hold, however wide it is."""
    rounds = (figure * 10**power for power in count() for figure in (1, 2, 5))
    step = next(km for km in rounds if km > 1 and km * scale > RING)
    return [step, 2 * step, 3 * step]
