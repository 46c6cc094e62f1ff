"""What the rooms' own operations refuse."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class HasOrders(Refused):
    """Customers have ordered: moving the date is more than a correction."""

    sentence = _("Customers have ordered for this date: it can no longer be changed here.")


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
