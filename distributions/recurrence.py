"""The days that a rule gives: one weekday, week after week, but for days that are left out.

For calendars of a collective and for presences of a farm alike. Local dates; no clock is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from distributions.days_off import public_holiday, school_holiday, school_years_end

WEEK = timedelta(weeks=1)
LONGEST = timedelta(days=3 * 366)
LAST_IN_MONTH = -1
WEEKS_OF_MONTH = (1, 2, 3, 4, LAST_IN_MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The weekday of `first_on`, until `last_on`, which is included.

    With `month_weeks` only where it is the first, second … or last (-1) of its month. Left out are
    the school holidays of `school_zone` ("" = none are), public holidays, and `except_on`.
    """

    first_on: date
    last_on: date
    every_weeks: int = 1
    month_weeks: frozenset[int] = frozenset()
    school_zone: str = ""
    skips_public_holidays: bool = False
    except_on: frozenset[date] = frozenset()


class Because(StrEnum):
    """Why a day of the rhythm is left out."""

    SCHOOL = "school"
    PUBLIC = "public"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day that is left out; `name` of the holiday, in French as the law has it."""

    day: date
    because: Because
    name: str = ""


def is_possible(rule: Rule) -> bool:
    """Whether it begins, ends within three years, repeats, and names weeks that months have."""
    in_order = rule.first_on <= rule.last_on <= rule.first_on + LONGEST
    return in_order and rule.every_weeks >= 1 and rule.month_weeks <= set(WEEKS_OF_MONTH)


def days_of(rule: Rule) -> list[date]:
    """The days that stand, the first one first."""
    return [day for day in rhythm(rule) if _left_out(rule, day) is None]


def left_out(rule: Rule) -> list[LeftOut]:
    """The days of the rhythm that do not stand, and why."""
    return [found for day in rhythm(rule) if (found := _left_out(rule, day))]


def rhythm(rule: Rule) -> Iterator[date]:
    """Every day of the rule, before any is left out."""
    day = rule.first_on
    while day <= rule.last_on:
        if not rule.month_weeks or rule.month_weeks & weeks_in_month(day):
            yield day
        day += WEEK * rule.every_weeks


def weeks_in_month(day: date) -> frozenset[int]:
    """Which of its weekday it is in its month: {1}, or {5, -1} of a fifth and last."""
    number = (day.day - 1) // 7 + 1
    is_last = (day + WEEK).month != day.month
    return frozenset({number, LAST_IN_MONTH} if is_last else {number})


def unknown_after(rule: Rule) -> date | None:
    """The last day of which school holidays are known, where the rule goes on beyond it."""
    if not rule.school_zone:
        return None
    end = school_years_end()
    return end if rule.last_on > end else None


def _left_out(rule: Rule, day: date) -> LeftOut | None:
    if day in rule.except_on:
        return LeftOut(day, Because.CHOSEN)
    if rule.school_zone and (name := school_holiday(day, rule.school_zone)):
        return LeftOut(day, Because.SCHOOL, name)
    if rule.skips_public_holidays and (name := public_holiday(day)):
        return LeftOut(day, Because.PUBLIC, name)
    return None
