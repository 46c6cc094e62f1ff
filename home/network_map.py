"""The schematic map of the collectives, drawn from their positions: no tiles, no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from home.finder import Found, Where

WIDTH, HEIGHT, MARGIN = 400, 320, 44
KM_PER_DEGREE = 111.2
NARROWEST_KM = 10
MARKER = 22


@dataclass(slots=True)
class Marker:
    """A place on the map, in its units; `number` as in the list."""

    number: int
    x: float
    y: float
    is_closed: bool


def map_of(found: Sequence[Found], where: Where) -> dict[str, object] | None:
    """What `home/_map.html` draws; None where no place has a position."""
    placed = [(n, each) for n, each in enumerate(found, 1) if each.place]
    if not placed:
        return None
    points = [(each.place.latitude, each.place.longitude) for _n, each in placed if each.place]
    here = []
    if where.latitude is not None and where.longitude is not None:
        here = [(where.latitude, where.longitude)]
    flat = _flattened([*points, *here])
    scale, xs, ys = _fitted(flat)
    spots = list(zip(xs, ys, strict=True))
    markers = [
        Marker(n, x, y, each.state == "closed")
        for (n, each), (x, y) in zip(placed, spots, strict=False)
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
    """Two places in one town stand side by side."""
    for i, marker in enumerate(markers):
        for other in markers[:i]:
            if abs(marker.x - other.x) < MARKER and abs(marker.y - other.y) < MARKER:
                marker.x = round(other.x + MARKER, 1)


def _rings(scale: float) -> list[int]:
    """Three circles of round distances that the map can hold."""
    step = next(km for km in (2, 5, 10, 20, 50, 100, 200, 500) if km * scale > 48)
    return [step, 2 * step, 3 * step]
