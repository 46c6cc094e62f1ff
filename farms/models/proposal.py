"""What one side proposes to the other: nothing of it holds before it is accepted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.collectives.models import Collective
from commons.core.models import UidModel
from farms.models.engagement import FarmEngagement
from farms.models.farm import Farm, FarmMember


class Proposal(UidModel):
    """Terms that a collective proposes to a farm: a first agreement, or a change of one.

    The rate (%, None is the collective's) is to hold from `rate_on` on.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    engagement = models.ForeignKey(
        FarmEngagement, on_delete=models.CASCADE, related_name="proposals"
    )
    commission_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    rate_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engagement"],
                condition=models.Q(answer="waiting"),
                name="one_waiting_proposal",
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.answer}"


class FarmInvitation(UidModel):
    """A place in a farm, offered to whoever has an e-mail address, until it is taken.

    `collective` is the one whose managers offer it; None: the farm's own people do.
    """

    collective = models.ForeignKey(
        Collective, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    farm = models.ForeignKey(Farm, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=8, choices=FarmMember.Role)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["farm", "email"], name="one_invitation_each")
        ]

    def __str__(self) -> str:
        return f"{self.farm_id} {self.role}"
