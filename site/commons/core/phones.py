"""Phone numbers: typed the French way, kept in the international form, shown as people say them."""

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from commons.core.typography import NBSP

REGION = "FR"
FRANCE = 33
FRENCH_PREFIX = f"+{FRANCE}"


class IncompletePhone(ValueError):
    """The text is no phone number, or digits are missing or too many."""


def parse_phone(text: str) -> str:
    """Turn "06 12 34 56 78" into "+33612345678"; other countries start with + or 00.

    Only the length is checked: numbers set aside for fiction, as in the demo, pass.
    Raises ``IncompletePhone``.
    """
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise IncompletePhone from error
    if not phonenumbers.is_possible_number(number) or _is_short(number):
        raise IncompletePhone
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _is_short(number: PhoneNumber) -> bool:
    """A French number whose first 0 had to count as a digit to make nine of them."""
    return number.country_code == FRANCE and bool(number.italian_leading_zero)


def format_phone(phone: str) -> str:
    """Write a stored number: "06 12 34 56 78", or "+32 470 12 34 56" from abroad."""
    number = phonenumbers.parse(phone)
    home = phone.startswith(FRENCH_PREFIX)
    form = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form).replace(" ", NBSP)
