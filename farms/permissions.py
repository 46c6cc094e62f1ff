"""Who may do what for a farm."""

from django.db.models import QuerySet

from commons.collectives.permissions import Someone
from farms.models import Farm, FarmMember

MANAGES = FarmMember.Role.MANAGES


def manages(user: Someone, farm: Farm) -> bool:
    """Whether a person decides on prices, presence and money of the farm."""
    return user.is_authenticated and farm.members.filter(user_id=user.pk, role=MANAGES).exists()


def farms_of(user: Someone) -> QuerySet[Farm]:
    """The farms of a person."""
    if not user.is_authenticated:
        return Farm.objects.none()
    return Farm.objects.filter(members__user_id=user.pk)
