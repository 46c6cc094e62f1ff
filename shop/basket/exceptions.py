"""What a basket refuses, line by line."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class LineRefused(Refused):
    """A quantity that the basket does not take; the line stays as it was."""


class NotSoldHere(LineRefused):
    sentence = _("This product is not sold at this distribution.")


class NoLongerOffered(LineRefused):
    sentence = _("This product is no longer offered.")


class NotOpenYet(LineRefused):
    sentence = _("Orders for this product are not open yet.")


class Closed(LineRefused):
    sentence = _("Orders for this product are closed.")


class SoldOut(LineRefused):
    sentence = _("This product is sold out.")


class OnlyLeft(LineRefused):
    """``left``: a quantity in words."""

    sentence = _("Only %(left)s left.")
