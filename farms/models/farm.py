"""A producer: legal identity, address, people, VAT regime with its date."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.alphabet import by_name
from commons.core.models import UidModel
from farms.querysets import FarmQuerySet
from farms.validators import validate_siret


class Farm(UidModel):
    """A seller. May serve several collectives.

    While it has no people of its own, the collective that made it answers for it.
    """

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    street = models.CharField(_("street"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, validators=[validate_siret])
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    presentation = models.TextField(_("presentation"), blank=True)
    made_by = models.ForeignKey(
        Collective, null=True, blank=True, on_delete=models.SET_NULL, related_name="farms_made"
    )

    objects = FarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("farm")
        verbose_name_plural = _("farms")
        ordering = [by_name("name")]
        constraints = [
            models.UniqueConstraint(
                fields=["siret"], condition=~models.Q(siret=""), name="one_farm_per_siret"
            )
        ]

    def __str__(self) -> str:
        return self.name


class VatRegime(models.TextChoices):
    REAL = "real", _("real")
    FLAT_RATE = "flat_rate", _("flat-rate refund")
    FRANCHISE = "franchise", _("franchise: no VAT")


class FarmVatStatus(models.Model):
    """A farm's VAT regime, from a day on."""

    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="vat_statuses")
    regime = models.CharField(_("regime"), max_length=10, choices=VatRegime)
    since = models.DateField(_("since"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["farm", "since"], name="one_vat_status_per_farm_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.farm_id} {self.regime}"


class FarmMember(UidModel):
    """A person of a farm: manages (prices, presence, money) or prepares (lists).

    Sees the lists of distributions from the day `since` on.
    """

    class Role(models.TextChoices):
        MANAGES = "manages", _("manages")
        PREPARES = "prepares", _("prepares")

    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="farm_memberships"
    )
    role = models.CharField(_("role"), max_length=8, choices=Role)
    since = models.DateField(_("since"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["farm", "user"], name="one_place_per_farm")]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.farm_id}"
