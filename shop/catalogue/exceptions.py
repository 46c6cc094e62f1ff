"""What the services of products refuse."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class InvalidProduct(Refused):
    """Something about the product cannot be: ``field`` names it, ``message`` tells why."""

    sentence = "%(message)s"

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(field=field, message=message)
        self.field = field
        self.message = message


class NotOnSale(Refused):
    """The product was taken off sale before."""

    sentence = _("This product is already off sale.")


class AlreadyOnSale(Refused):
    """The product was not taken off sale, or was put back before."""

    sentence = _("This product is already on sale.")
