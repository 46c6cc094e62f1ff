"""What the services of prices and stock refuse."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from commons.core.refusals import Refused

DEAREST = Decimal("99999.99")


class InvalidPrice(Refused):
    """A price below zero, above 99 999,99 €, or finer than a cent."""

    sentence = _("A price is between 0 and 99,999.99 €, to the cent.")


class NotStocked(Refused):
    """The product's stock mode is not "a stock that lasts"."""

    sentence = _("This product has no stock that lasts from one distribution to the next.")


def check_price(price: Decimal) -> None:
    """Raise ``InvalidPrice`` unless it can be a price; euros, VAT included."""
    if not price.is_finite() or not 0 <= price <= DEAREST or price != round(price, 2):
        raise InvalidPrice
