"""The chart of sales: what each bar stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from distributions.models import Distribution
from distributions.states import State, state_of
from shop.reporting.charts import GAP, HEIGHT, WIDTH, Bar, bars

MOST = 12
LABELS = 40
"""Room for what stands above a bar and below it."""


@dataclass(frozen=True, slots=True)
class SalesBar:
    """A distribution's; dashed while people can still order."""

    bar: Bar
    distribution: Distribution
    cents: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class SalesChart:
    """Bars from the first date to the last, and the size of the drawing."""

    bars: Sequence[SalesBar]

    @property
    def width(self) -> int:
        return len(self.bars) * (WIDTH + GAP) - GAP

    @property
    def height(self) -> int:
        return HEIGHT + LABELS

    @property
    def has_open(self) -> bool:
        return any(each.is_open for each in self.bars)


def chart_of(dates: Sequence[Any], now: datetime) -> SalesChart | None:
    """Of the last dates at most, those with their sales; None without any."""
    shown = dates[-MOST:]
    drawn = bars([each.sold_cents for each in shown])
    rows = [
        SalesBar(bar, each, each.sold_cents, state_of(each, now) == State.OPEN)
        for bar, each in zip(drawn, shown, strict=True)
    ]
    return SalesChart(rows) if rows else None
