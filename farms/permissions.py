"""Who may do what for a farm: its own people, and a collective as far as they let it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from commons.accounts.models import User
from commons.collectives.models import Collective, Role
from commons.collectives.permissions import Someone
from farms.models import Farm, FarmEngagement, FarmMember, Right

MANAGES = FarmMember.Role.MANAGES
RUNNING = (FarmEngagement.State.ACTIVE, FarmEngagement.State.PAUSED)


def manages(user: Someone, farm: Farm) -> bool:
    """Whether a person decides on prices, presence and money of the farm."""
    return user.is_authenticated and farm.members.filter(user_id=user.pk, role=MANAGES).exists()


def farms_of(user: Someone) -> QuerySet[Farm]:
    """The farms of a person."""
    if not user.is_authenticated:
        return Farm.objects.none()
    return Farm.objects.filter(members__user_id=user.pk)


def farms_managed_by(user: Someone) -> QuerySet[Farm]:
    """Those of them that the person decides for."""
    if not user.is_authenticated:
        return Farm.objects.none()
    return Farm.objects.filter(members__user_id=user.pk, members__role=MANAGES)


def has_own_people(farm: Farm) -> bool:
    """Whether somebody of the farm decides for it."""
    return farm.members.filter(role=MANAGES).exists()


def is_kept_by(farm: Farm, collective: Collective) -> bool:
    """Whether a collective answers for a farm: it made it, and nobody has taken it over."""
    return farm.made_by_id == collective.pk and not has_own_people(farm)


def deciders_of(farm: Farm) -> QuerySet[User]:
    """Who answers for a farm: whoever manages it, else the managers of the collective that does."""
    if has_own_people(farm):
        own = {"farm_memberships__farm": farm, "farm_memberships__role": MANAGES}
        return User.objects.filter(**own, is_active=True).order_by("pk")
    return managers_of(farm.made_by) if farm.made_by else User.objects.none()


def managers_of(collective: Collective) -> QuerySet[User]:
    """The people who manage a collective."""
    managing = {"collective_roles__collective": collective, "collective_roles__role": Role.MANAGER}
    return User.objects.filter(**managing, is_active=True).order_by("pk")


def may(collective: Collective, farm: Farm, right: Right, *, on: date) -> bool:
    """Whether a collective's managers may do something for a farm on a day."""
    return farms_open_to(collective, right, on=on).filter(pk=farm.pk).exists()


def may_seat(collective: Collective, farm: Farm, role: FarmMember.Role, *, on: date) -> bool:
    """Whether a collective's managers may give somebody a place in a farm, or take it away.

    Who decides for a farm that has people is theirs to say, whatever right they gave.
    """
    is_theirs = role == MANAGES and has_own_people(farm)
    return not is_theirs and may(collective, farm, Right.PEOPLE, on=on)


def farms_open_to(collective: Collective, right: Right, *, on: date) -> QuerySet[Farm]:
    """The farms for which a collective's managers have a right: it was given, or they keep them.

    Nothing without an agreement that runs, though it may be to begin later.
    """
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    agreed = FarmEngagement.objects.filter(
        lasts, farm=OuterRef("pk"), collective=collective, state__in=RUNNING
    )
    own = FarmMember.objects.filter(farm=OuterRef("pk"), role=MANAGES)
    kept = Q(made_by=collective) & ~Exists(own)
    given = Exists(agreed.filter(**{right.value: True}))
    return Farm.objects.filter(Exists(agreed) & (kept | Q(given)))
