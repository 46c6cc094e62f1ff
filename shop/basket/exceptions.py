"""What a basket refuses, line by line."""

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused


class LineRefused(Refused):
    """A quantity or a note that the basket does not take; the line stays as it was."""


class NotSoldHere(LineRefused):
    sentence = _("This product is not sold at this distribution.")


class NoLongerOffered(LineRefused):
    sentence = _("This product is no longer offered.")


class DateCancelled(LineRefused):
    sentence = _("This distribution is cancelled.")


class WithoutDates(LineRefused):
    sentence = _("The dates for ordering are not set yet.")


class NotOpenYet(LineRefused):
    """``moment``: when they open, in words."""

    sentence = _("Orders for this product open %(moment)s.")


class Closed(LineRefused):
    """``since``: since when, in words."""

    sentence = _("Orders for this product are closed since %(since)s.")


class SoldOut(LineRefused):
    sentence = _("This product is sold out.")


class OnlyLeft(LineRefused):
    """``left``: a quantity in words."""

    sentence = _("Only %(left)s left.")


class TooDear(LineRefused):
    """``most``: the most that one product of an order may come to, in words."""

    sentence = _("One product of an order comes to %(most)s at most: ask your collective.")


class NoteTooLong(LineRefused):
    """``most``: how many characters a note may have; ``n``: how many this one has."""

    sentence = _("A note has %(most)s characters at most: this one has %(n)s.")
