"""Dates in the words of the screens, windows and their state."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from commons.core import dates
from commons.core.dates import WindowState

PARIS = ZoneInfo("Europe/Paris")
REUNION = ZoneInfo("Indian/Reunion")
START = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
CLOSES = datetime(2024, 4, 1, 12, 0, tzinfo=PARIS)
OPENS = CLOSES - timedelta(days=7)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    with translation.override("fr"):
        yield


def test_days_are_written_in_french() -> None:
    assert dates.day_long(START, PARIS) == "vendredi 27 novembre"
    assert dates.day_short(START, PARIS) == "ven. 27 nov."


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    first = datetime(2026, 12, 1, tzinfo=PARIS)

    assert dates.day_long(first, PARIS) == "mardi 1er décembre"
    assert dates.day_and_year(first) == dates.day_and_year(first.date()) == "1er décembre 2026"
    with translation.override("en"):
        assert dates.day_long(first, PARIS) == "Tuesday 1 December"


def test_the_day_is_the_one_of_the_time_zone() -> None:
    late = datetime(2026, 11, 27, 21, 0, tzinfo=UTC)

    assert dates.day_long(late, PARIS) == "vendredi 27 novembre"
    assert dates.day_long(late, REUNION) == "samedi 28 novembre"


def test_hours_never_break_and_drop_empty_minutes() -> None:
    assert dates.hour(START, PARIS) == "17\u00a0h\u00a030"
    assert dates.hour(CLOSES, PARIS) == "12\u00a0h"
    assert dates.hour(CLOSES + timedelta(minutes=5), PARIS) == "12\u00a0h\u00a005"
    assert (
        dates.hours_range(START, START + timedelta(hours=2), PARIS)
        == "17\u00a0h\u00a030 – 19\u00a0h\u00a030"
    )


def test_a_closing_names_day_and_hour() -> None:
    closes = datetime(2026, 11, 26, 12, 0, tzinfo=PARIS)

    assert dates.closing(closes, PARIS) == "jeudi 26 nov., 12\u00a0h"


@pytest.mark.parametrize(
    ("left", "written"),
    [
        (timedelta(days=1, hours=21, minutes=40), "1\u00a0j 21\u00a0h"),
        (timedelta(hours=5, minutes=40), "5\u00a0h\u00a040"),
        (timedelta(hours=5), "5\u00a0h\u00a000"),
        (timedelta(minutes=12, seconds=59), "12\u00a0min"),
        (timedelta(seconds=30), "1\u00a0min"),
        (timedelta(0), "Clos"),
        (timedelta(days=-2), "Clos"),
    ],
)
def test_the_time_left_is_short(left: timedelta, written: str) -> None:
    assert dates.remaining(left) == written


def test_a_calendar_tile_has_three_lines() -> None:
    assert dates.calendar_tile(START, PARIS) == dates.CalendarTile("ven.", "27", "nov.")


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENS - SECOND, WindowState.UPCOMING),
        (OPENS, WindowState.OPEN),
        (CLOSES, WindowState.OPEN),
        (CLOSES + SECOND - timedelta(microseconds=1), WindowState.OPEN),
        (CLOSES + SECOND, WindowState.CLOSED),
    ],
)
def test_a_window_is_upcoming_then_open_then_closed(now: datetime, state: WindowState) -> None:
    """O01, O02: closing at 12:00, open at 12:00:00, closed at 12:00:01."""
    assert dates.window_state(now, OPENS, CLOSES) is state
    assert dates.is_open(now, OPENS, CLOSES) is (state is WindowState.OPEN)


@pytest.mark.parametrize(("opens", "closes"), [(None, CLOSES), (OPENS, None), (None, None)])
def test_a_window_without_both_dates_is_undated(
    opens: datetime | None, closes: datetime | None
) -> None:
    """O01: neither upcoming, open nor closed."""
    assert dates.window_state(OPENS, opens, closes) is WindowState.UNDATED
    assert not dates.is_open(OPENS, opens, closes)


@pytest.mark.parametrize(
    ("closed_at", "written"),
    [
        ("2026-11-26T12:00+01:00", "jeudi 12\u00a0h"),
        ("2026-11-27T00:30+01:00", "aujourd’hui 0\u00a0h\u00a030"),
        ("2026-11-19T12:00+01:00", "jeudi 19 nov., 12\u00a0h"),
    ],
    ids=["this week", "today", "before"],
)
def test_since_when_something_is_over(closed_at: str, written: str) -> None:
    now = datetime.fromisoformat("2026-11-27T10:00+01:00")

    assert dates.since(datetime.fromisoformat(closed_at), now, PARIS) == written
