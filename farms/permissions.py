"""Who may do what for a farm."""

from datetime import date

from django.db.models import QuerySet

from commons.collectives.models import Role
from commons.collectives.permissions import Someone, collectives_of
from farms.models import Farm, FarmMember
from farms.selectors import engagements_on

MANAGES = FarmMember.Role.MANAGES


def is_member(user: Someone, farm: Farm) -> bool:
    """Whether a person manages or prepares for the farm."""
    return user.is_authenticated and farm.members.filter(user_id=user.pk).exists()


def manages(user: Someone, farm: Farm) -> bool:
    """Whether a person decides on prices, presence and money of the farm."""
    return user.is_authenticated and farm.members.filter(user_id=user.pk, role=MANAGES).exists()


def farms_of(user: Someone) -> QuerySet[Farm]:
    """The farms of a person."""
    if not user.is_authenticated:
        return Farm.objects.none()
    return Farm.objects.filter(members__user_id=user.pk)


def may_edit_products(user: Someone, farm: Farm, day: date) -> bool:
    """Whether a person edits the farm's products: its own, or a manager whom it allows to."""
    if manages(user, farm):
        return True
    allowing = engagements_on(day).filter(farm=farm, managers_may_edit=True)
    return allowing.filter(collective__in=collectives_of(user, Role.MANAGER)).exists()
