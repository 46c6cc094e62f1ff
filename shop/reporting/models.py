"""What sellers are told: closings to process, the lists that went out, long ones on paper."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.core.models import UidModel
from distributions.models import Distribution
from shop.partner.models import Partner

# A part of a paper takes a few seconds, and others may be before it.
LONGEST_SILENCE = timedelta(minutes=5)


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


class ListPaper(UidModel):
    """A long list as PDF: laid out beside the request, in the words of whoever asked for it.

    `done` of its `orders` are laid out by now; `seen_at` is when a worker last said so. Whoever may
    see the list may see its papers, and nobody else.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        BEGUN = "begun"
        READY = "ready"
        FAILED = "failed"

    distribution = models.ForeignKey(
        Distribution, on_delete=models.CASCADE, related_name="list_papers"
    )
    seller = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="list_papers")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    orders = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    name = models.CharField(max_length=120, blank=True)
    content = models.BinaryField(default=bytes)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="list_paper_asked")]

    def __str__(self) -> str:
        return f"{self.distribution_id}/{self.seller_id} {self.asked_at} ({self.state})"

    def is_on_the_way(self, now: datetime) -> bool:
        """Whether somebody is at it, or will be: not where a worker was lost."""
        ended = self.state in {self.State.READY, self.State.FAILED}
        return not ended and self.seen_at >= now - LONGEST_SILENCE
