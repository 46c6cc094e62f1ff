"""The federation (one per installation) and its associations."""

from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.collectives.models.legal import LegalIdentity
from commons.collectives.validators import validate_collective_slug
from commons.core.alphabet import by_name
from commons.core.models import UidModel

RATE_BOUNDS = [MinValueValidator(0), MaxValueValidator(100)]


class Network(LegalIdentity, UidModel):
    """The federation. Rates are percentages of sales, VAT included."""

    name = models.CharField(_("name"), max_length=120)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    host = models.CharField(_("host"), max_length=250, blank=True)
    platform_fee_rate = models.DecimalField(
        _("platform fee (%)"), max_digits=5, decimal_places=2, default=0, validators=RATE_BOUNDS
    )
    approves_farm_pages = models.BooleanField(
        _("farms’ pages are approved by the network"), default=False
    )
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("network")
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_network")]

    def __str__(self) -> str:
        return self.name


class FeeBearer(models.TextChoices):
    """Who bears the platform's fee."""

    FARM = "farm", _("the farms")
    COLLECTIVE = "collective", _("the collective")


class Collective(LegalIdentity, UidModel):
    """An association with its own farms, places, members and commission."""

    class CustomerName(models.TextChoices):
        SHORT = "short", _("12 · Camille A.")
        FULL = "full", _("12 · Camille Arnoux")
        NUMBER = "number", _("12")

    class SchoolZone(models.TextChoices):
        A = "A", _("zone A (Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, …)")
        B = "B", _("zone B (Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, …)")
        C = "C", _("zone C (Créteil, Montpellier, Paris, Toulouse, Versailles)")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="collectives")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("address"), max_length=60, unique=True, validators=[validate_collective_slug]
    )
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    timezone = models.CharField(_("time zone"), max_length=40, default="Europe/Paris")
    school_zone = models.CharField(_("school zone"), max_length=1, choices=SchoolZone, blank=True)
    default_commission_rate = models.DecimalField(
        _("commission (%)"), max_digits=5, decimal_places=2, default=0, validators=RATE_BOUNDS
    )
    fee_bearer = models.CharField(
        _("platform fee borne by"), max_length=12, choices=FeeBearer, default=FeeBearer.FARM
    )
    customer_name = models.CharField(
        _("customers as farms see them"),
        max_length=8,
        choices=CustomerName,
        default=CustomerName.SHORT,
    )
    colour = models.CharField(_("colour"), max_length=7, blank=True)
    logo = models.FileField(_("logo"), upload_to="logos/", blank=True)
    headlines = models.JSONField(default=list, editable=False)
    terms = models.TextField(_("terms of sale"), blank=True)
    terms_version = models.PositiveIntegerField(_("version of the terms"), default=1)
    paused_from = models.DateField(_("paused from"), null=True, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)

    class Meta:
        verbose_name = _("collective")
        verbose_name_plural = _("collectives")
        ordering = [by_name("name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paused_from__isnull=True)
                | models.Q(paused_until__isnull=True)
                | models.Q(paused_until__gte=models.F("paused_from")),
                name="collective_pause_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its dates and hours are read."""
        return ZoneInfo(self.timezone)


class CollectiveVatStatus(models.Model):
    """Whether the association is liable to VAT, from a day on."""

    collective = models.ForeignKey(
        Collective, on_delete=models.CASCADE, related_name="vat_statuses"
    )
    liable = models.BooleanField(_("liable to VAT"))
    since = models.DateField(_("since"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collective", "since"], name="one_vat_status_per_collective_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collective_id} {self.since}"
