"""Where a distribution takes place."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.models import UidModel


class PickupPlace(UidModel):
    """A hall, a farm yard, a café; `private_notes` are for those on duty only.

    Without a position, where that of its town is not known either, no distance is shown.
    """

    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name for addresses"), max_length=60)
    street = models.CharField(_("street"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5)
    town = models.CharField(_("town"), max_length=80)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    opening_notes = models.TextField(_("how to get in"), blank=True)
    private_notes = models.TextField(_("for those on duty"), blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("pick-up place")
        verbose_name_plural = _("pick-up places")
        constraints = [
            models.UniqueConstraint(fields=["collective", "slug"], name="place_slug_in_collective")
        ]

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude, in degrees."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"
