"""A farm's legal number."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commons.core.identifiers import is_siret


def validate_siret(value: str) -> None:
    """Refuse a number that is not a SIRET.

    :raises ValidationError: not 14 digits, or a wrong check digit.
    """
    if not is_siret(value):
        raise ValidationError(_("This is not a SIRET: it has 14 digits."), code="siret")
