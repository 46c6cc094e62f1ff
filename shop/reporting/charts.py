"""Bars that the server draws: only their geometry; words and colours are the template's."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, GAP, HEIGHT = 56, 16, 140
"""Of a bar, between two, of the highest; in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle that stands on the ground of the drawing."""

    x: int
    y: int
    height: int
    width: int = WIDTH

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


def bars(values: Sequence[int]) -> Sequence[Bar]:
    """One for each value, none below 0; the highest is `HEIGHT`, and all are flat without one."""
    highest = max(values, default=0) or 1
    heights = [round(max(value, 0) * HEIGHT / highest) for value in values]
    return [
        Bar(x=number * (WIDTH + GAP), y=HEIGHT - height, height=height)
        for number, height in enumerate(heights)
    ]
