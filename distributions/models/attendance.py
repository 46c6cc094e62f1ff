"""Farm × distribution: do the goods come?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.core.models import UidModel
from distributions.models.distribution import Distribution
from distributions.querysets import AttendanceQuerySet
from farms.models import Farm


class Attendance(UidModel):
    """A farm's presence; its own window narrows the distribution's (empty = the same)."""

    class State(models.TextChoices):
        UNANSWERED = "unanswered", _("not answered")
        PRESENT = "present", _("present")
        ABSENT = "absent", _("absent")

    distribution = models.ForeignKey(
        Distribution, on_delete=models.CASCADE, related_name="attendances"
    )
    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="attendances")
    state = models.CharField(_("presence"), max_length=10, choices=State, default=State.UNANSWERED)
    brought_by = models.CharField(_("who brings the goods"), max_length=120, blank=True)
    opens_at = models.DateTimeField(_("orders open at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("orders close at"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["distribution", "farm"], name="one_attendance_per_farm")
        ]

    def __str__(self) -> str:
        return f"{self.farm_id}@{self.distribution_id}: {self.state}"
