"""The days that a rule gives, against another way to count them, and what is left out of them."""

from datetime import date, timedelta

import pytest
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays
from hypothesis import given
from hypothesis import strategies as st

from distributions.days_off import public_holiday, school_holiday, school_years_end
from distributions.recurrence import (
    LONGEST,
    WEEKS_OF_MONTH,
    Because,
    Rule,
    days_of,
    is_possible,
    left_out,
    rhythm,
    unknown_after,
)
from distributions.rule_words import in_words, why

FIRST = date(2026, 12, 4)
STARTS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
LENGTHS = st.integers(0, LONGEST.days).map(lambda days: timedelta(days=days))
WEEKS = st.sets(st.sampled_from(WEEKS_OF_MONTH), min_size=1).map(frozenset)


@given(first=STARTS, length=LENGTHS, every=st.integers(1, 8))
def test_every_so_many_weeks(first: date, length: timedelta, every: int) -> None:
    rule = Rule(first_on=first, last_on=first + length, every_weeks=every)

    counted = rrule(WEEKLY, interval=every, dtstart=first, until=first + length)
    assert days_of(rule) == [each.date() for each in counted]


@given(first=STARTS, length=LENGTHS, weeks=WEEKS)
def test_weeks_of_the_month(first: date, length: timedelta, weeks: frozenset[int]) -> None:
    rule = Rule(first_on=first, last_on=first + length, month_weeks=weeks)

    on = [weekdays[first.weekday()](week) for week in sorted(weeks)]
    counted = rrule(MONTHLY, byweekday=on, dtstart=first, until=first + length)
    assert days_of(rule) == [each.date() for each in counted]


@given(
    first=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    length=LENGTHS,
    zone=st.sampled_from(["", "A", "B", "C"]),
    public=st.booleans(),
    skipped=st.sets(st.integers(0, 160), max_size=4),
)
def test_what_stands_and_what_is_left_out_are_the_rhythm(
    first: date, length: timedelta, zone: str, public: bool, skipped: set[int]
) -> None:
    rule = Rule(
        first_on=first,
        last_on=first + length,
        school_zone=zone,
        skips_public_holidays=public,
        except_on=frozenset(first + timedelta(weeks=n) for n in skipped),
    )

    days, left = days_of(rule), left_out(rule)

    assert sorted([*days, *(each.day for each in left)]) == list(rhythm(rule))
    assert not rule.except_on & set(days)
    assert not (public and any(public_holiday(day) for day in days))
    assert not (zone and any(school_holiday(day, zone) for day in days))


def test_the_school_holidays_of_a_zone_are_left_out() -> None:
    rule = Rule(first_on=FIRST, last_on=date(2027, 1, 8), school_zone="A")

    assert days_of(rule) == [
        date(2026, 12, 4),
        date(2026, 12, 11),
        date(2026, 12, 18),
        date(2027, 1, 8),
    ]
    assert [each.because for each in left_out(rule)] == [Because.SCHOOL] * 2
    assert why(left_out(rule)[0]) == "25 décembre 2026 (Vacances de Noël)"


def test_zones_differ_in_winter() -> None:
    kept = {
        zone: days_of(Rule(first_on=date(2027, 2, 5), last_on=date(2027, 3, 12), school_zone=zone))
        for zone in "ABC"
    }

    assert len({tuple(days) for days in kept.values()}) == 3


def test_public_holidays_are_left_out_by_their_name() -> None:
    rule = Rule(first_on=date(2027, 5, 1), last_on=date(2027, 5, 8), skips_public_holidays=True)

    assert days_of(rule) == []
    assert why(left_out(rule)[0]) == "1er mai 2027 (Fête du Travail)"


def test_beyond_what_is_known_no_school_holiday_is_left_out_and_that_is_said() -> None:
    end = school_years_end()
    near = Rule(first_on=FIRST, last_on=end, school_zone="B")
    beyond = Rule(first_on=FIRST, last_on=end + timedelta(days=1), school_zone="B")

    assert unknown_after(near) is None
    assert unknown_after(beyond) == end
    assert unknown_after(Rule(first_on=FIRST, last_on=end + timedelta(days=1))) is None
    assert school_holiday(end + timedelta(days=400), "B") == ""


@pytest.mark.parametrize(
    "rule",
    [
        Rule(first_on=FIRST, last_on=FIRST - timedelta(days=1)),
        Rule(first_on=FIRST, last_on=date(2207, 12, 4)),
        Rule(first_on=FIRST, last_on=FIRST, every_weeks=0),
        Rule(first_on=FIRST, last_on=FIRST, month_weeks=frozenset({6})),
    ],
    ids=["ends before it begins", "2207", "every 0 weeks", "a sixth week"],
)
def test_a_rule_that_cannot_be(rule: Rule) -> None:
    assert not is_possible(rule)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Chaque vendredi, du 4 décembre 2026 au 25 juin 2027"),
        ({"every_weeks": 2}, "Un vendredi sur deux, du 4 décembre 2026 au 25 juin 2027"),
        ({"every_weeks": 3}, "Un vendredi sur 3, du 4 décembre 2026 au 25 juin 2027"),
        (
            {"month_weeks": frozenset({1, 3})},
            "Le premier et le troisième vendredi du mois, du 4 décembre 2026 au 25 juin 2027",
        ),
        (
            {"month_weeks": frozenset({-1}), "skips_public_holidays": True},
            "Le dernier vendredi du mois, du 4 décembre 2026 au 25 juin 2027,"
            " sauf les jours fériés",
        ),
        (
            {"school_zone": "A", "except_on": frozenset({date(2027, 1, 1)})},
            "Chaque vendredi, du 4 décembre 2026 au 25 juin 2027,"
            " sauf les vacances scolaires (zone A) et le 1er janvier 2027",
        ),
    ],
)
def test_a_rule_in_words(fields: dict[str, object], words: str) -> None:
    rule = Rule(first_on=FIRST, last_on=date(2027, 6, 25), **fields)  # type: ignore[arg-type]

    assert in_words(rule) == words
