"""When the demo's distributions take place: pure functions of the `schedule` data and of now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from commons.core.dates import is_open

WEEK = timedelta(weeks=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A visitor who starts the demo finds some hours left to order.
MARGIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Slot:
    """Hours and window of one distribution."""

    starts_at: datetime
    ends_at: datetime
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The habit of a collective: a weekday, hours, and when orders open and close."""

    zone: ZoneInfo
    weekday: int
    starts: time
    ends: time
    opens_days_before: int
    opens_time: time
    closes_days_before: int
    closes_time: time

    @classmethod
    def read(cls, entry: Mapping[str, str | int], zone: ZoneInfo) -> Self:
        """Take an entry `schedule` of `collectives.json`."""
        hours = {key: time.fromisoformat(str(entry[key])) for key in ("starts", "ends")}
        times = {key: time.fromisoformat(str(entry[key])) for key in ("opens_time", "closes_time")}
        return cls(
            zone=zone,
            weekday=WEEKDAYS.index(str(entry["weekday"])),
            opens_days_before=int(entry["opens_days_before"]),
            closes_days_before=int(entry["closes_days_before"]),
            **hours,
            **times,
        )

    def slot(self, day: date) -> Slot:
        """The slot of a day, whatever its weekday; hours are local."""
        return Slot(
            starts_at=self._at(day, 0, self.starts),
            ends_at=self._at(day, 0, self.ends),
            opens_at=self._at(day, self.opens_days_before, self.opens_time),
            closes_at=self._at(day, self.closes_days_before, self.closes_time),
        )

    def _at(self, day: date, days_before: int, at: time) -> datetime:
        return datetime.combine(day - timedelta(days=days_before), at, tzinfo=self.zone)

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def next_day(self, today: date) -> date:
        """The first day of the weekday after today."""
        return today + timedelta(days=(self.weekday - today.weekday() - 1) % 7 + 1)

    def open_day(self, now: datetime) -> date:
        """The day for which one can order now; with some hours left where two are open."""
        first = self.next_day(self.today(now))
        days = [first, first + WEEK]
        slots = {day: self.slot(day) for day in days}
        opened = [day for day in days if is_open(now, slots[day].opens_at, slots[day].closes_at)]
        early = [day for day in opened if slots[day].closes_at - now > MARGIN]
        return [*early, *opened, first][0]

    def first_day(self, now: datetime, past: int) -> date:
        """The day of the calendar that lies `past` distributions back."""
        return self.next_day(self.today(now) - timedelta(days=1)) - past * WEEK
