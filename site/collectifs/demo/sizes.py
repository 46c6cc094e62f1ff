"""How much of the demo network is built: all of it, or enough for a test."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """`orders` are those of one distribution, of the main collective; others get a third."""

    products_per_farm: int
    pictures: int
    told: int
    past: int
    orders_past: int
    orders_closed: int
    orders_open: int
    lines: tuple[int, int]


FULL = Size(
    products_per_farm=100,
    pictures=500,
    told=100,
    past=4,
    orders_past=30,
    orders_closed=41,
    orders_open=26,
    lines=(3, 8),
)
SMALL = Size(
    products_per_farm=4,
    pictures=2,
    told=2,
    past=4,
    orders_past=2,
    orders_closed=4,
    orders_open=3,
    lines=(2, 4),
)
SIZES = {"full": FULL, "small": SMALL}
