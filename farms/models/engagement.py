"""Farm × collective: commission, dates, state, mandate."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.models import UidModel
from farms.models.farm import Farm


class Right(models.TextChoices):
    """What a farm may let the managers of a collective do for it; the value names its column."""

    CATALOGUE = "may_edit_catalogue", _("edit its products and their prices")
    LABELS = "may_edit_labels", _("add and end its labels")
    IDENTITY = "may_edit_identity", _("correct its details")
    PEOPLE = "may_edit_people", _("invite and remove those who prepare")


class FarmEngagement(UidModel):
    """What binds a farm to a collective; without a rate the collective's default holds.

    The rights are the farm's to give and to take back; an engagement that follows begins without.

    From `next_rate_on` on, `next_commission_rate` holds in the place of `commission_rate`. What is
    ordered has a rate of its own, so the rates before are not kept.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="engagements")
    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="engagements")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    commission_rate = models.DecimalField(
        _("commission (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    next_commission_rate = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True
    )
    next_rate_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    may_edit_catalogue = models.BooleanField(Right.CATALOGUE.label, default=False)
    may_edit_labels = models.BooleanField(Right.LABELS.label, default=False)
    may_edit_identity = models.BooleanField(Right.IDENTITY.label, default=False)
    may_edit_people = models.BooleanField(Right.PEOPLE.label, default=False)
    mandate_version = models.CharField(_("text of the mandate"), max_length=40, blank=True)
    mandate_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    mandate_signed_at = models.DateTimeField(_("mandate signed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        constraints = [
            models.UniqueConstraint(
                fields=["farm", "collective"],
                condition=~models.Q(state="ended"),
                name="one_running_engagement",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="engagement_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.farm_id}@{self.collective_id}"

    def is_over(self, on: date) -> bool:
        """Whether it has ended by a day: its last one passes without anybody marking it."""
        return self.state == self.State.ENDED or (self.ends_on is not None and self.ends_on < on)

    @property
    def given(self) -> set[Right]:
        """The rights that the farm has given."""
        return {right for right in Right if getattr(self, right.value)}
