"""Dates and hours in the words of the screens; windows of time and their state.

Moments are aware datetimes, told in the time zone that is given. The words come from Babel, so
they do not depend on what locales the machine has.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from commons.core.questions import Moment, earlier

CLOSING_GRACE = timedelta(seconds=1)


class WindowState(StrEnum):
    """Where a window stands; undated is none of the other three."""

    UNDATED = "undated"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CalendarTile:
    """The three lines of a calendar tile: "ven.", "27", "nov."."""

    weekday: str
    day: str
    month: str


def window_state(
    now: datetime, opens_at: datetime | None, closes_at: datetime | None
) -> WindowState:
    """Tell the state of a window: open from ``opens_at`` until one second past ``closes_at``."""
    if opens_at is None or closes_at is None:
        return WindowState.UNDATED
    if has_closed(closes_at, now):
        return WindowState.CLOSED
    return WindowState.OPEN if opens_at <= now else WindowState.UPCOMING


def has_closed(closes_at: datetime, now: datetime) -> bool:
    """Tell whether a closing has passed: one second after it, as pages say "until 12:00"."""
    return now >= closes_at + CLOSING_GRACE


def last_closed(now: Moment) -> Moment:
    """The latest closing that has passed at ``now``: the same rule, for SQL."""
    return earlier(now, CLOSING_GRACE)


def is_open(now: datetime, opens_at: datetime | None, closes_at: datetime | None) -> bool:
    """Tell whether one can order now; never where a date is missing."""
    return window_state(now, opens_at, closes_at) is WindowState.OPEN


def exists(moment: datetime) -> bool:
    """Whether the clock shows it: when summer time begins, 2:30 is skipped."""
    zone = moment.tzinfo
    return moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == moment.replace(
        tzinfo=None
    )


def day_long(moment: datetime, zone: ZoneInfo) -> str:
    """Write "vendredi 27 novembre"."""
    return _date(moment, zone, "EEEE d MMMM")


def day_of_year(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Write "vendredi 27 novembre", with the year where it is not that of `now`."""
    is_same = moment.astimezone(zone).year == now.astimezone(zone).year
    return _date(moment, zone, "EEEE d MMMM" if is_same else "EEEE d MMMM y")


def day_short(moment: datetime, zone: ZoneInfo) -> str:
    """Write "ven. 27 nov."."""
    return _date(moment, zone, "EEE d MMM")


def day_brief(moment: datetime, zone: ZoneInfo) -> str:
    """Write "27 nov."."""
    return _date(moment, zone, "d MMM")


def weekday(moment: datetime, zone: ZoneInfo) -> str:
    """Write "vendredi"."""
    return _date(moment, zone, "EEEE")


def day_and_month(moment: datetime, zone: ZoneInfo) -> str:
    """Write "27 novembre"."""
    return _date(moment, zone, "d MMMM")


def day_and_year(day: date) -> str:
    """Write "27 novembre 2026" and "1er janvier 2027"; of a moment, its local day."""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return _in_words(day, "d MMMM y")


def hour(moment: datetime, zone: ZoneInfo) -> str:
    """Write "17 h 30" or "12 h", without a space that can break."""
    local = moment.astimezone(zone)
    pattern = _("%(hours)d:%(minutes)02d") if local.minute else _("%(hours)d:00")
    return pattern % {"hours": local.hour, "minutes": local.minute}


def hours_range(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Write "17 h 30 – 19 h 30"."""
    return f"{hour(start, zone)} – {hour(end, zone)}"


def closing(moment: datetime, zone: ZoneInfo) -> str:
    """Write a closing time: "jeudi 26 nov., 12 h"."""
    return f"{_date(moment, zone, 'EEEE d MMM')}, {hour(moment, zone)}"


def soon(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Write a moment of the next six days, "jeudi, 12 h"; a later or past one with its date."""
    if timedelta(0) <= moment - now < timedelta(days=6):
        return f"{weekday(moment, zone)}, {hour(moment, zone)}"
    return closing(moment, zone)


def since(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Write since when something is over, as "depuis" asks: "jeudi 12 h", or with its date."""
    days = (now.astimezone(zone).date() - moment.astimezone(zone).date()).days
    if days == 0:
        return _("today %(hour)s") % {"hour": hour(moment, zone)}
    if 0 < days < 6:
        return f"{weekday(moment, zone)} {hour(moment, zone)}"
    return closing(moment, zone)


def remaining(left: timedelta) -> str:
    """Write how long is left: "1 j 21 h", "5 h 40", "12 min"; "Clôturé" when nothing is.

    The countdown in the browser rounds in the same way: down, but a last minute stays a minute.
    """
    if left <= timedelta(0):
        return pgettext("countdown", "Closed")
    minutes = max(1, left // timedelta(minutes=1))
    hours, minute = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minute}
    if hours < 24:
        return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": minute}
    return _("%(days)d d %(hours)d h") % {"days": hours // 24, "hours": hours % 24}


def calendar_tile(moment: datetime, zone: ZoneInfo) -> CalendarTile:
    """Split a date into the lines of a calendar tile."""
    day = moment.astimezone(zone).date()
    return CalendarTile(_words(day, "EEE"), str(day.day), _words(day, "MMM"))


def _date(moment: datetime, zone: ZoneInfo, pattern: str) -> str:
    return _in_words(moment.astimezone(zone).date(), pattern)


def _in_words(day: date, pattern: str) -> str:
    if day.day == 1 and _language() == "fr":
        pattern = pattern.replace("d", "d'er'")
    return _words(day, pattern)


def _words(day: date, pattern: str) -> str:
    return _written(day, pattern, _language())


@lru_cache(maxsize=1024)
def _written(day: date, pattern: str, language: str) -> str:
    """Kept: a list writes the same few days again and again, and their words never change."""
    return format_date(day, pattern, locale=language)


def _language() -> str:
    return (get_language() or "fr").partition("-")[0]
