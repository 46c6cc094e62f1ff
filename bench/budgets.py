"""What a budget is: a bound on a figure, where it must on the pace of the machine of the run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

type Results = Mapping[str, Any]
"""Figures by database, then by network."""

POSTGRESQL, SQLITE = "postgresql", "sqlite"
DATABASES = (POSTGRESQL, SQLITE)
LARGE, YOUNG = "large", "young"
NETWORKS = (LARGE, YOUNG)
RUSH_WORKERS = (2, 8, 16)
UNITS = 50  # what the rush sells

BARE = ("bare_24", "bare_100")
QUIET = {"bare_24": 2.0, "bare_100": 5.5, "bare_24_grown": 2.0}
"""What a bare view costs the web process on the quiet machine that budgets of time speak of.

The last is the first once more, minutes later, in turns with the pages of the grown network.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A bound on one figure of a network, named by its path ("order_12_one_form.statements").

    With a `pace`, one of `QUIET`, the bound is that of the quiet machine: it is so many times as
    long, or so many times fewer a second, as that bare view costs more in the same run.
    """

    figure: str
    most: float | None = None
    least: float | None = None
    pace: str = ""
    unit: str = ""

    def miss(self, figures: Results) -> str:
        """What to say of a missed budget; nothing where it is kept."""
        value, factor = found(figures, self.figure), self._factor(figures)
        if value is None:
            return f"{self.figure} was not measured"
        if factor is None:
            return f"{self.figure} = {said(value)} cannot be judged: {self.pace} was not measured"
        if self.least is not None and self.least == self.most != value:
            return f"{self.figure} = {said(value)}, must be {said(self.least)}"
        if self.most is not None and value > self.most * factor:
            return f"{self.figure} = {said(value)}, at most {self.bound(figures)}{self._why()}"
        if self.least is not None and value < self.least / factor:
            return f"{self.figure} = {said(value)}, at least {self.bound(figures)}{self._why()}"
        return ""

    def bound(self, figures: Results) -> str:
        """On the machine of the run."""
        factor = self._factor(figures)
        if factor is None:
            return "?"
        if self.most is not None:
            return said(self.most * factor)
        return said((self.least or 0) / factor)

    def _factor(self, figures: Results) -> float | None:
        if not self.pace:
            return 1.0
        cost = found(figures, f"{self.pace}.cpu_ms")
        return None if cost is None else cost / QUIET[self.pace]

    def _why(self) -> str:
        if not self.pace:
            return ""
        bound = self.least if self.most is None else self.most
        return f" ({said(bound or 0)} where {self.pace} takes {said(QUIET[self.pace])})"


def found(figures: Results, path: str) -> float | None:
    """A number by its path; None where it is missing."""
    value: Any = figures
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def said(value: float) -> str:
    return f"{value:.4g}" if value < 1000 else f"{value:.0f}"


def at_most(bound: float, *figures: str, unit: str = "", pace: str = "") -> list[Budget]:
    return [Budget(figure=figure, most=bound, unit=unit, pace=pace) for figure in figures]
