"""Every write of places, calendars, distributions and presences."""

from distributions.services.attendances import narrow_window, set_attendance
from distributions.services.calendars import create_series, delete_series, slot_on, taken_days
from distributions.services.cancelling import mark_cancelled
from distributions.services.moving import extend_closing, move_distribution
from distributions.services.places import announced_at, create_place, update_place
from distributions.services.planning import create_distribution, set_sheet_line
from distributions.services.running import (
    Resumed,
    Stopped,
    delete_distribution,
    resume_series,
    set_series_hours,
    stop_series,
)

__all__ = [
    "Resumed",
    "Stopped",
    "announced_at",
    "create_distribution",
    "create_place",
    "create_series",
    "delete_distribution",
    "delete_series",
    "extend_closing",
    "mark_cancelled",
    "move_distribution",
    "narrow_window",
    "resume_series",
    "set_attendance",
    "set_series_hours",
    "set_sheet_line",
    "slot_on",
    "stop_series",
    "taken_days",
    "update_place",
]
