"""Who publishes and who sells, as the law has it said (LCEN art. 1-1, C. conso L221-5)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.core.legal_numbers import is_rna, is_siren


def validate_siren(number: str) -> None:
    """Refuse what is no SIREN.

    :raises ValidationError: not nine digits, or a wrong check digit.
    """
    if not is_siren(number):
        raise ValidationError(_("This is not a SIREN: it has 9 digits."), code="siren")


def validate_rna(number: str) -> None:
    """Refuse what is no number of the register of associations.

    :raises ValidationError: not W and nine digits.
    """
    if not is_rna(number):
        raise ValidationError(_("This is not an RNA number: W, then 9 digits."), code="rna")


class LegalIdentity(models.Model):
    """What a legal page is made of; `contact_email` stands beside it. Numbers without spaces."""

    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=80, blank=True)
    seat = models.CharField(_("registered office"), max_length=250, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[validate_siren])
    rna = models.CharField("RNA", max_length=10, blank=True, validators=[validate_rna])
    publication_director = models.CharField(_("publication director"), max_length=120, blank=True)
    mediator = models.CharField(_("consumer mediator"), max_length=250, blank=True)
    privacy = models.TextField(_("personal data"), blank=True)

    class Meta:
        abstract = True
