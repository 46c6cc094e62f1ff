"""Households in collectives; persons with a role."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.collectives.models.collective import Collective, Network
from commons.core.models import UidModel


class Membership(UidModel):
    """A household in a collective, with the version of the terms that it accepted."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        ENDED = "ended", _("ended")

    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="memberships")
    household = models.ForeignKey(
        "accounts.Household", on_delete=models.CASCADE, related_name="memberships"
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ACTIVE)
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    terms_version = models.PositiveIntegerField(_("terms accepted"), null=True, blank=True)
    terms_accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["collective", "household"], name="one_membership_per_household"
            )
        ]

    def __str__(self) -> str:
        return f"{self.household_id}@{self.collective_id}"


class Role(models.TextChoices):
    CASHIER = "cashier", _("cashier")
    EDITOR = "editor", _("editor")
    TREASURER = "treasurer", _("treasurer")
    MANAGER = "manager", _("manager")


class CollectiveRole(UidModel):
    """What a person may do in a collective."""

    collective = models.ForeignKey(Collective, on_delete=models.CASCADE, related_name="roles")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="collective_roles"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(fields=["collective", "user", "role"], name="one_role_each")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}@{self.collective_id}"


class RoleInNetwork(models.TextChoices):
    EDITOR = "editor", _("editor of the network")
    ADMINISTRATOR = "administrator", _("administrator of the network")


class NetworkRole(UidModel):
    """What a person may do in the network."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="roles")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="network_roles"
    )
    role = models.CharField(_("role"), max_length=14, choices=RoleInNetwork)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user", "role"], name="one_network_role_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"
