"""Labels and the certificates that allow a farm to show them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.core.alphabet import by_name
from commons.core.models import UidModel
from farms.models.farm import Farm


class Label(UidModel):
    """A label such as AB or Demeter; `badge` is what a product's card shows."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        PRIVATE = "private", _("private mark")

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    badge = models.CharField(_("badge"), max_length=30)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    is_organic = models.BooleanField(_("organic"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", by_name("name")]
        verbose_name = _("label")
        verbose_name_plural = _("labels")

    def __str__(self) -> str:
        return self.name


class Certification(UidModel):
    """A farm's certificate: body, number, validity, proof."""

    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="certifications")
    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="certifications")
    body_code = models.CharField(_("certifier's code"), max_length=20, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    proof = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="certification_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label_id} {self.number}"
