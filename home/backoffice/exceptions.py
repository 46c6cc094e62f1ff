"""What the rooms' own operations refuse."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class HasOrders(Refused):
    """Customers have ordered: they are told, and whoever moves the date says that they know."""

    field = "tells"
    sentence = _(
        "Customers have ordered for this date meanwhile: open the form again, it says who is told."
    )


class DateIsOver(Refused):
    """What was ordered was collected there and then."""

    sentence = _("This date is over and customers had ordered: it can no longer be changed.")


class UnknownPerson(Refused):
    """Nobody has an account with this e-mail."""

    field = "email"
    sentence = _(
        "Nobody has an account with this e-mail address. The person creates one first, "
        "then you add them here."
    )


class LastManager(Refused):
    """Without a manager nobody could give roles any more."""

    sentence = _("This is the last manager of the collective: name another one first.")
