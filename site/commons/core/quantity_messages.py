"""The sentence under a quantity field: what is wrong and what may be typed instead."""

from django.utils.translation import gettext as _

from commons.core.quantities import BaseUnit, format_quantity
from commons.core.quantity_errors import (
    AboveMost,
    BelowLeast,
    NegativeQuantity,
    NotWhole,
    OffStep,
    QuantityError,
    TooLarge,
)


def quantity_message(error: QuantityError, unit: BaseUnit) -> str:
    """Say a quantity error to the person who typed it, in the unit the field speaks."""
    match error:
        case NegativeQuantity():
            return _("A quantity cannot be negative.")
        case NotWhole() if unit == BaseUnit.PIECE:
            return _("This product is sold by the piece: enter a whole number.")
        case NotWhole():
            return _("Enter at most three decimals.")
        case TooLarge():
            return _("This quantity is too large.")
        case BelowLeast() | AboveMost() | OffStep():
            return _limit_message(error, unit)
    if unit == BaseUnit.PIECE:
        return _("Enter a number, for example 2.")
    return _("Enter a number, for example 1.5.")


def _limit_message(error: BelowLeast | AboveMost | OffStep, unit: BaseUnit) -> str:
    match error:
        case BelowLeast(least=least):
            return _("Order at least %(least)s.") % {"least": format_quantity(least, unit)}
        case AboveMost(most=0):
            return _("This product is sold out.")
        case AboveMost(most=most):
            return _("Order at most %(most)s.") % {"most": format_quantity(most, unit)}
        case OffStep(lower=lower, upper=upper) if lower == upper:
            return _("Only %(only)s can be ordered.") % {"only": format_quantity(lower, unit)}
    limits = {
        "lower": format_quantity(error.lower, unit),
        "upper": format_quantity(error.upper, unit),
    }
    return _("The nearest possible quantities are %(lower)s and %(upper)s.") % limits
