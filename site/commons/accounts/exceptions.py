"""What an account may be refused."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class EmailTaken(Refused):
    """Another account has this e-mail; said to the owner by mail, never on the screen."""

    sentence = _("An account already has this e-mail address.")


class PersonHasAccount(Refused):
    """Somebody who signs in is not removed from the household by another."""

    sentence = _("%(name)s has an account of their own: only they can leave the household.")
