"""Words of the rooms that several of them share."""

from django.utils.translation import gettext_lazy as _

from distributions.models import Attendance
from distributions.states import State

STATES = {
    State.PLANNED: _("planned"),
    State.PRE_OPEN: _("farms complete their offer"),
    State.OPEN: _("orders open"),
    State.CLOSED: _("orders closed"),
    State.UNDER_WAY: _("under way"),
    State.DONE: _("over"),
    State.SETTLED: _("settled"),
    State.CANCELLED: _("cancelled"),
}
PRESENCES = {
    Attendance.State.PRESENT: _("present"),
    Attendance.State.ABSENT: _("absent"),
    Attendance.State.UNANSWERED: _("not answered"),
}
SIGNS = {
    Attendance.State.PRESENT: "✓",
    Attendance.State.ABSENT: "–",
    Attendance.State.UNANSWERED: "?",
}


def yes_no(value: object) -> str:
    return str(_("yes") if value else _("no"))
