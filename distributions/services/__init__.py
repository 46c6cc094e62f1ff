"""Every write of places, calendars, distributions and presences."""

from distributions.services.attendances import narrow_window, set_attendance
from distributions.services.calendars import create_series, delete_series
from distributions.services.places import create_place, update_place
from distributions.services.planning import create_distribution, extend_closing, move_slot

__all__ = [
    "create_distribution",
    "create_place",
    "create_series",
    "delete_series",
    "extend_closing",
    "move_slot",
    "narrow_window",
    "set_attendance",
    "update_place",
]
