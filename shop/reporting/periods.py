"""Spans of days that figures are told for, and the one that each is compared with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = timedelta(days=366)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to another, both included."""

    first: date
    last: date

    @property
    def is_of_months(self) -> bool:
        """Whether it is one month, or several, whole."""
        return self.first.day == 1 and self.last.day == monthrange(*_month(self.last))[1]

    @property
    def before(self) -> "Period":
        """As many months, or days, that end where it begins."""
        last = self.first - DAY
        if not self.is_of_months:
            return Period(last - (self.last - self.first), last)
        first = self.first
        for _each in range(_count_of_months(self)):
            first = month_of(first - DAY).first
        return Period(first, last)


def month_of(day: date) -> Period:
    """The whole month of a day."""
    return Period(day.replace(day=1), day.replace(day=monthrange(*_month(day))[1]))


def _count_of_months(period: Period) -> int:
    (year, month), (last_year, last_month) = _month(period.first), _month(period.last)
    return (last_year - year) * 12 + last_month - month + 1


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
