"""A window inside a wider one, and what is left of it after the wider one has changed."""

from dataclasses import dataclass
from datetime import datetime

from distributions.models import Attendance, Distribution


@dataclass(frozen=True, slots=True)
class Window:
    """When orders open and close; None is the moment of the wider window."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None

    def as_text(self) -> dict[str, object]:
        """For the audit."""
        return {
            "opens_at": self.opens_at and self.opens_at.isoformat(),
            "closes_at": self.closes_at and self.closes_at.isoformat(),
        }


def fitting(attendance: Attendance, distribution: Distribution) -> Window:
    """What is left of a farm's own window inside the distribution's.

    A moment outside is the distribution's again; where farms may widen, nothing closes after the
    end. A window that would not open before it closes is given up.
    """
    opens_at, closes_at = attendance.opens_at, attendance.closes_at
    if distribution.farms_may_widen:
        closes_at = closes_at and min(closes_at, distribution.ends_at)
    elif distribution.opens_at is None or distribution.closes_at is None:
        return Window()
    else:
        opens_at = opens_at if opens_at and opens_at > distribution.opens_at else None
        closes_at = closes_at if closes_at and closes_at < distribution.closes_at else None
    opens, closes = opens_at or distribution.opens_at, closes_at or distribution.closes_at
    if opens is None or closes is None or opens >= closes:
        return Window()
    return Window(opens_at, closes_at)
