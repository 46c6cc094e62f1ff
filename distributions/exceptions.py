"""What the services of distributions refuse."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from commons.core.dates import day_and_year
from commons.core.refusals import Refused


class PlaceTaken(Refused):
    """There is a distribution at that place on that day already (``day``)."""

    sentence = _("There is already a distribution at this place on that day.")


class DatesTaken(PlaceTaken):
    """On some ``days`` of a calendar the place has a distribution; ``day`` is the first."""

    named = _("There is already a distribution at this place on these days: %(days)s.")

    def __init__(self, days: Sequence[date]) -> None:
        super().__init__(day=days[0])
        self.days = days

    def __str__(self) -> str:
        return str(self.named) % {"days": ", ".join(map(day_and_year, self.days))}


class ForeignPlace(Refused):
    """The place belongs to another collective."""

    sentence = _("This place belongs to another collective.")


class InvalidHours(Refused):
    """A distribution would end before it starts, or more than a week after."""

    sentence = _("A distribution ends after it starts.")


class InvalidWindow(Refused):
    """Orders would close before they open, or after the distribution has ended."""

    sentence = _("Orders open before they close, and close before the distribution ends.")


class MissingHour(Refused):
    """An ``hour`` that the clocks skip on a ``day``; ``field`` names the moment of the slot."""

    sentence = _("On %(day)s the clocks go forward: %(hour)s does not exist that day.")

    def __init__(self, field: str, **facts: object) -> None:
        super().__init__(**facts)
        self.field = field


class NoDateLeft(Refused):
    """Every day of a calendar's rhythm is left out."""

    sentence = _("No date is left: all of them are skipped or fall on holidays.")


class InvalidCalendar(Refused):
    """A calendar without a date: it ends before it begins, or repeats every 0 weeks."""

    sentence = _("A calendar needs a first date, a later last date and a number of weeks.")


class CalendarHasOrders(Refused):
    """A distribution of the calendar has had orders."""

    sentence = _("Customers have ordered for a date of this calendar: it cannot be deleted.")


class DateHasOrders(Refused):
    """Somebody has ordered for the date."""

    sentence = _("Customers have ordered for this date: it cannot be deleted, only cancelled.")


class LineTooLong(Refused):
    """More than 140 signs."""

    sentence = _("A line of the sheets has 140 signs at most.")


class DistributionCancelled(Refused):
    """The distribution is cancelled."""

    sentence = _("This distribution is cancelled.")


class DistributionOver(Refused):
    """The distribution has taken place."""

    sentence = _("This distribution is over.")


class DistributionGone(Refused):
    """The distribution was removed meanwhile, with its calendar."""

    sentence = _("This distribution no longer exists: its calendar was deleted.")


class NotEngaged(Refused):
    """The farm has no active engagement with the collective on that day."""

    sentence = _("This farm has no active agreement with the collective on that day.")


class CharterNotSigned(Refused):
    """The charter's gate is shut for the farm."""

    sentence = _("This farm has to sign the charter first.")


class FarmHasOrders(Refused):
    """Customers have ordered from the farm for this distribution (O40)."""

    sentence = _("Customers have already ordered from this farm for that day.")


class WiderWindow(Refused):
    """The farm's window would be wider than the distribution's, and may not be."""

    sentence = _("A farm's orders open and close within those of the distribution.")
