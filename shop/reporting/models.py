"""What farms are told: closings to process, and the lists that went out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.core.models import UidModel
from distributions.models import Distribution
from farms.models import Farm


class Closing(UidModel):
    """A seller's closing at a distribution: "closed and not yet processed" is a row.

    One per (distribution, farm, closing time), made once it is due (`services.sync_closings`);
    `farm` is null for the collective's own goods. A stopped scheduler loses nothing: what is due
    and has no `processed_at` is still to do.
    """

    distribution = models.ForeignKey(
        Distribution, on_delete=models.CASCADE, related_name="closings"
    )
    farm = models.ForeignKey(
        Farm, null=True, blank=True, on_delete=models.CASCADE, related_name="closings"
    )
    closes_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["processed_at", "closes_at"], name="closing_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["distribution", "farm", "closes_at"], name="one_closing_per_farm_and_time"
            ),
            models.UniqueConstraint(
                fields=["distribution", "closes_at"],
                condition=Q(farm__isnull=True),
                name="one_closing_of_own_goods",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.distribution_id}/{self.farm_id} {self.closes_at}"


class SentList(UidModel):
    """A list that went to a seller: its lines, so that the next one tells only the difference.

    `lines` (`snapshots.Told`) is all that was closed by then, also where the mail told only what
    closed early, or only a difference. The full list goes once; what changes after it, also by a
    closing that was put off, goes as differences.
    """

    class Kind(models.TextChoices):
        EARLY = "early", _("products that close early")
        FULL = "full", _("the list")
        DIFFERENCE = "difference", _("the changes")

    distribution = models.ForeignKey(
        Distribution, on_delete=models.CASCADE, related_name="sent_lists"
    )
    farm = models.ForeignKey(
        Farm, null=True, blank=True, on_delete=models.CASCADE, related_name="sent_lists"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FULL)
    sent_at = models.DateTimeField()
    lines = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["distribution", "farm", "sent_at"], name="sent_list_latest")
        ]

    def __str__(self) -> str:
        return f"{self.distribution_id}/{self.farm_id} {self.sent_at}"
