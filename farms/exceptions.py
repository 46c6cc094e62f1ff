"""What the services of farms refuse."""

from django.utils.translation import gettext_lazy as _

from collectifs.core.refusals import Refused


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
