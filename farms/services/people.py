"""Writes of who is of a farm: invited, there, gone."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from commons.accounts.models import User
from commons.collectives.groups import enter_group, leave_group
from commons.collectives.models import Collective
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from farms.exceptions import AlreadyThere, JustInvited, LastFarmManager, NotInvited
from farms.groups import farm_group
from farms.models import Farm, FarmInvitation, FarmMember
from farms.notifications import tell_invitation, was_invited
from farms.permissions import may_seat
from farms.sections import settle_writers
from farms.services.often import require_not_too_often

MANAGES = FarmMember.Role.MANAGES
INVITED_FOR = timedelta(days=30)
ONCE_IN = timedelta(hours=1)


@write
def invite_to_farm(
    *,
    farm: Farm,
    email: str,
    role: FarmMember.Role,
    collective: Collective | None = None,
    actor: User | None,
    now: datetime,
) -> FarmInvitation:
    """Offer somebody a place in a farm, by mail; invited anew, the old offer is replaced.

    A `collective` that offers it needs the right to do so, still when the place is taken.
    Raises ``AlreadyThere``; ``JustInvited`` or ``TooOften``: nobody is flooded with mails.
    """
    require_not_too_often(actor, "invite_to_farm", now)
    address = email.strip().lower()
    if farm.members.filter(user__email=address, role=role).exists():
        raise AlreadyThere
    if was_invited(farm, address, role, since=now - ONCE_IN):
        raise JustInvited
    invitation, _created = FarmInvitation.objects.update_or_create(
        farm=farm,
        email=address,
        defaults={"role": role, "collective": collective, "made_at": now, "made_by": actor},
    )
    record(actor=actor, action="invite_to_farm", target=farm, data={"role": str(role)}, now=now)
    tell_invitation(invitation, now=now)
    return invitation


@write
def accept_invitation(*, invitation: FarmInvitation, user: User, now: datetime) -> FarmMember:
    """Take the place that was offered; the invitation is gone.

    Raises ``NotInvited`` where it is for another address, was taken back, is too old, or comes from
    a collective that may not offer it any more.
    """
    # Of two whom a keeper has invited, the first to come decides about the second.
    hold_rows(Farm.objects.filter(pk=invitation.farm_id))
    held = hold_rows(FarmInvitation.objects.filter(pk=invitation.pk))
    if not held or user.email != invitation.email or now - invitation.made_at > INVITED_FOR:
        raise NotInvited
    if not _may_still_offer(held[0], now):
        raise NotInvited
    FarmInvitation.objects.filter(pk=invitation.pk).delete()
    role = FarmMember.Role(invitation.role)
    return add_farm_member(farm=invitation.farm, user=user, role=role, actor=user, now=now)


@write
def withdraw_invitation(*, invitation: FarmInvitation, actor: User | None, now: datetime) -> None:
    """Take back a place that nobody has taken."""
    FarmInvitation.objects.filter(pk=invitation.pk).delete()
    record(actor=actor, action="withdraw_invitation", target=invitation.farm, now=now)


@write
def add_farm_member(
    *,
    farm: Farm,
    user: User,
    role: FarmMember.Role,
    since: date | None = None,
    actor: User | None = None,
    now: datetime,
) -> FarmMember:
    """Give a person a place in a farm, or another one; Wagtail's group of the farm follows.

    The first who decides takes the farm's page over from the collective that kept it.
    The person sees the farm's lists from ``since`` on, which is today unless said.
    Raises ``LastFarmManager`` where nobody would decide any more.
    """
    if role != MANAGES:
        _require_another_manager(farm, user)
    today = since or timezone.localdate(now)
    member, _created = FarmMember.objects.update_or_create(
        farm=farm,
        user=user,
        defaults={"role": role},
        create_defaults={"role": role, "since": today},
    )
    if role == MANAGES:
        enter_group(user, farm_group(farm))
    else:
        leave_group(user, farm_group(farm))
    settle_writers(farm)
    data = {"user": str(user.uid), "role": str(role)}
    record(actor=actor, action="add_farm_member", target=farm, data=data, now=now)
    return member


@write
def remove_farm_member(*, farm: Farm, user: User, actor: User | None, now: datetime) -> None:
    """Take a person's place in a farm away. Raises ``LastFarmManager``."""
    _require_another_manager(farm, user)
    FarmMember.objects.filter(farm=farm, user=user).delete()
    leave_group(user, farm_group(farm))
    data = {"user": str(user.uid)}
    record(actor=actor, action="remove_farm_member", target=farm, data=data, now=now)


def _may_still_offer(invitation: FarmInvitation, now: datetime) -> bool:
    collective, role = invitation.collective, FarmMember.Role(invitation.role)
    if collective is None:
        return True
    today = timezone.localdate(now, collective.zone)
    return may_seat(collective, invitation.farm, role, on=today)


def _require_another_manager(farm: Farm, user: User) -> None:
    managing = hold_rows(farm.members.filter(role=MANAGES))
    if [each.user_id for each in managing] == [user.pk]:
        raise LastFarmManager
