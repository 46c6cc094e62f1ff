"""The demo's dates: whatever the moment it is started at, one can order, and four lie behind."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from collectifs.demo.schedule import MARGIN, WEEK, Schedule
from commons.core.dates import is_open
from tests.demo.demo_files import COLLECTIVES

PARIS = ZoneInfo("Europe/Paris")
SCHEDULES = [Schedule.read(each["schedule"], PARIS) for each in COLLECTIVES.values()]
SUNDAY = datetime(2026, 11, 22, tzinfo=PARIS)
HOURS = [SUNDAY + timedelta(hours=hour) for hour in range(7 * 24)]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_at_every_hour_of_the_week_one_can_order(schedule: Schedule) -> None:
    for now in HOURS:
        slot = schedule.slot(schedule.open_day(now))

        assert is_open(now, slot.opens_at, slot.closes_at), now


def test_where_two_are_open_the_one_with_some_hours_left_is_meant() -> None:
    thursday = datetime(2026, 11, 26, 9, 0, tzinfo=PARIS)

    day = SCHEDULES[0].open_day(thursday)

    assert day == date(2026, 12, 4)
    assert SCHEDULES[0].slot(day).closes_at - thursday > MARGIN


def test_a_calendar_begins_its_past_distributions_before_today() -> None:
    wednesday = datetime(2026, 11, 25, 10, 0, tzinfo=PARIS)
    friday = datetime(2026, 11, 27, 10, 0, tzinfo=PARIS)

    assert SCHEDULES[0].first_day(wednesday, 4) == date(2026, 10, 30)
    assert SCHEDULES[0].first_day(friday, 4) == date(2026, 10, 30)


def test_hours_stay_local_over_a_change_of_the_clock() -> None:
    summer = SCHEDULES[0].slot(date(2026, 10, 23))
    winter = SCHEDULES[0].slot(date(2026, 10, 30))

    assert winter.starts_at.hour == summer.starts_at.hour == 17
    assert (
        winter.starts_at.timestamp() - summer.starts_at.timestamp() == WEEK.total_seconds() + 3600
    )
