"""What sellers are told: closings to process, and the lists that went out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.core.models import UidModel
from distributions.models import Distribution
from shop.partner.models import Partner


class Closing(UidModel):
    """A seller's closing at a distribution: "closed and not yet processed" is a row.

    One per (distribution, seller, closing time), made once it is due (`services.sync_closings`).
    A stopped scheduler loses nothing: what is due and has no `processed_at` is still to do.
    """

    distribution = models.ForeignKey(
        Distribution, on_delete=models.CASCADE, related_name="closings"
    )
    seller = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="closings")
    closes_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["processed_at", "closes_at"], name="closing_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["distribution", "seller", "closes_at"],
                name="one_closing_per_seller_and_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.distribution_id}/{self.seller_id} {self.closes_at}"


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
    seller = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="sent_lists")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FULL)
    sent_at = models.DateTimeField()
    lines = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["distribution", "seller", "sent_at"], name="sent_list_latest")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["distribution", "seller"],
                condition=Q(kind="full"),
                name="one_full_list_per_seller",
            )
        ]

    def __str__(self) -> str:
        return f"{self.distribution_id}/{self.seller_id} {self.sent_at}"
