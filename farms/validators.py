"""A farm's legal number, which the French state gives to each of its places."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commons.core.legal_numbers import luhn_sum

LA_POSTE = "356000000"


def is_siret(text: str) -> bool:
    """Tell whether a text is a SIRET: fourteen digits, spaces allowed, that add up.

    The check is Luhn's; La Poste has more places than Luhn leaves numbers, so the plain digits of
    its own sum to a multiple of five instead.
    """
    digits = "".join(text.split())
    if len(digits) != 14 or not (digits.isascii() and digits.isdigit()):
        return False
    if digits.startswith(LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return True
    return luhn_sum(digits) % 10 == 0


def validate_siret(value: str) -> None:
    """Refuse a number that is not a SIRET.

    :raises ValidationError: not 14 digits, or a wrong check digit.
    """
    if not is_siret(value):
        raise ValidationError(_("This is not a SIRET: it has 14 digits."), code="siret")
