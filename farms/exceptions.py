"""What the services of farms refuse."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class InvalidSiret(Refused):
    """The number is not a SIRET: 14 digits that add up."""

    sentence = _("This is not a SIRET: it has 14 digits.")


class AlreadyEngaged(Refused):
    """The farm has a running engagement with the collective."""

    sentence = _("This farm already has an agreement with the collective.")


class EngagementEnded(Refused):
    """The engagement is over."""

    sentence = _("This agreement has ended.")


class InvalidDates(Refused):
    """Something would end before it starts."""

    sentence = _("The last day is before the first.")


class AlreadyStarted(Refused):
    """An agreement that runs has its first day behind it."""

    sentence = _("The agreement has started: its first day no longer changes.")


class DayIsOver(Refused):
    """Something is to hold from, or until, a day of the past; ``field`` names it."""

    sentence = _("This day is over: choose today or a later one.")

    def __init__(self, field: str) -> None:
        super().__init__(field=field)
        self.field = field


class AfterTheEnd(Refused):
    """A rate is to hold after the agreement's last day."""

    sentence = _("The agreement ends before this day.")


class KnownCertification(Refused):
    """The same label, number and days were added before."""

    sentence = _("This certificate is already there.")


class NotCertified(Refused):
    """The certificate says nothing of these days."""

    sentence = _("The certificate ends before this day: add the one that follows it.")
