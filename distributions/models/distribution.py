"""A place, a date, two hours, and the window in which one orders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.models import UidModel
from distributions.models.place import PickupPlace
from distributions.models.series import DistributionSeries
from distributions.querysets import DistributionQuerySet


class Distribution(UidModel):
    """One distribution. Its state is derived from its dates, see `distributions.states`.

    `day` is the local date of `starts_at` and carries the rule "one per place and day" (O05).
    Without `opens_at` or `closes_at` nobody can order (O01). Open while now < closes_at + 1 s.
    """

    collective = models.ForeignKey(
        Collective, on_delete=models.CASCADE, related_name="distributions"
    )
    place = models.ForeignKey(PickupPlace, on_delete=models.PROTECT, related_name="distributions")
    series = models.ForeignKey(
        DistributionSeries,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="distributions",
    )
    slug = models.SlugField(_("address"), max_length=80)
    day = models.DateField(_("date"))
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    opens_at = models.DateTimeField(_("orders open at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("orders close at"), null=True, blank=True)
    attendance_due_at = models.DateTimeField(_("farms answer before"), null=True, blank=True)
    farms_may_widen = models.BooleanField(_("farms may widen their window"), default=False)
    sheet_line = models.CharField(_("line on the sheets"), max_length=140, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    last_order_number = models.PositiveIntegerField(default=0, editable=False)

    objects = DistributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("distribution")
        verbose_name_plural = _("distributions")
        indexes = [
            models.Index(fields=["collective", "starts_at"], name="distribution_by_date"),
            models.Index(fields=["closes_at"], name="distribution_by_closing"),
            models.Index(fields=["ends_at"], name="distribution_by_end"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "day"],
                condition=models.Q(cancelled_at__isnull=True),
                name="one_distribution_per_place_and_day",
            ),
            models.UniqueConstraint(
                fields=["collective", "slug"], name="distribution_slug_in_collective"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="distribution_hours_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="distribution_window_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class FormerSlug(models.Model):
    """An address that a moved distribution had; it redirects."""

    distribution = models.ForeignKey(
        Distribution, on_delete=models.CASCADE, related_name="former_slugs"
    )
    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collective", "slug"], name="former_slug_in_collective")
        ]

    def __str__(self) -> str:
        return self.slug
