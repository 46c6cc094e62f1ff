"""Who is of a farm: invited, there, gone."""

from datetime import timedelta

import pytest

from commons.core.models import OutboxMail
from farms.exceptions import AlreadyThere, JustInvited, LastFarmManager, NotInvited
from farms.models import FarmEngagement, FarmInvitation, FarmMember
from farms.permissions import manages
from farms.services import (
    accept_invitation,
    add_farm_member,
    invite_to_farm,
    remove_farm_member,
    withdraw_invitation,
)
from tests.factories import (
    MONDAY,
    make_collective,
    make_engagement,
    make_farm,
    make_farm_member,
    make_user,
)

pytestmark = pytest.mark.django_db
MANAGES, PREPARES = FarmMember.Role.MANAGES, FarmMember.Role.PREPARES


def invited(email: str = "jeanne@sillon.example") -> FarmInvitation:
    return invite_to_farm(farm=make_farm(), email=email, role=MANAGES, actor=None, now=MONDAY)


def test_a_place_is_taken_by_whoever_has_the_address() -> None:
    invitation, user = invited("Jeanne@Sillon.example"), make_user(email="jeanne@sillon.example")

    member = accept_invitation(invitation=invitation, user=user, now=MONDAY)

    assert (member.farm, member.user, member.role) == (invitation.farm, user, "manages")
    assert member.since == MONDAY.date()
    letter = OutboxMail.objects.get(kind="invited_to_farm")
    assert f"/producteur/invitations/{invitation.uid}/" in letter.text


def test_nobody_else_takes_it() -> None:
    invitation = invited()

    with pytest.raises(NotInvited):
        accept_invitation(invitation=invitation, user=make_user(), now=MONDAY)

    assert not invitation.farm.members.exists()


def test_a_place_is_taken_once_and_not_after_a_month() -> None:
    user = make_user(email="jeanne@sillon.example")
    first, second = invited(), invited()
    accept_invitation(invitation=first, user=user, now=MONDAY)

    with pytest.raises(NotInvited):
        accept_invitation(invitation=first, user=user, now=MONDAY)
    with pytest.raises(NotInvited):
        accept_invitation(invitation=second, user=user, now=MONDAY + timedelta(days=31))


def test_an_invitation_that_was_taken_back_opens_nothing() -> None:
    invitation, user = invited(), make_user(email="jeanne@sillon.example")
    old = FarmInvitation.objects.get()

    withdraw_invitation(invitation=invitation, actor=None, now=MONDAY)

    with pytest.raises(NotInvited):
        accept_invitation(invitation=old, user=user, now=MONDAY)


def test_whoever_is_there_is_not_invited() -> None:
    farm = make_farm()
    user = make_farm_member(farm)

    with pytest.raises(AlreadyThere):
        invite_to_farm(farm=farm, email=user.email, role=MANAGES, actor=None, now=MONDAY)


def test_the_same_invitation_goes_once_an_hour() -> None:
    invitation = invited()
    again = {"farm": invitation.farm, "email": invitation.email, "role": MANAGES, "actor": None}

    with pytest.raises(JustInvited):
        invite_to_farm(now=MONDAY + timedelta(minutes=59), **again)
    invite_to_farm(now=MONDAY + timedelta(hours=1), **again)

    assert OutboxMail.objects.filter(kind="invited_to_farm").count() == 2


def test_a_withdrawn_invitation_is_not_sent_again_within_the_hour() -> None:
    invitation = invited()
    again = {"farm": invitation.farm, "email": invitation.email, "role": MANAGES, "actor": None}
    withdraw_invitation(invitation=invitation, actor=None, now=MONDAY)

    with pytest.raises(JustInvited):
        invite_to_farm(now=MONDAY + timedelta(minutes=1), **again)

    assert OutboxMail.objects.filter(kind="invited_to_farm").count() == 1


def test_a_farm_keeps_somebody_who_decides() -> None:
    farm = make_farm()
    user = make_farm_member(farm)
    make_farm_member(farm, "prepares")

    with pytest.raises(LastFarmManager):
        remove_farm_member(farm=farm, user=user, actor=None, now=MONDAY)
    with pytest.raises(LastFarmManager):
        add_farm_member(farm=farm, user=user, role=PREPARES, now=MONDAY)
    make_farm_member(farm)
    remove_farm_member(farm=farm, user=user, actor=None, now=MONDAY)

    assert not farm.members.filter(user=user).exists()


def offered_by_a_collective(role: FarmMember.Role) -> FarmInvitation:
    """By managers whom the farm lets invite."""
    farm, collective = make_farm(), make_collective()
    make_engagement(farm, collective, may_edit_people=True)
    return invite_to_farm(
        farm=farm,
        email="jeanne@sillon.example",
        role=role,
        collective=collective,
        actor=None,
        now=MONDAY,
    )


def test_an_offer_ends_with_the_right_to_make_it() -> None:
    invitation = offered_by_a_collective(PREPARES)
    make_farm_member(invitation.farm)
    FarmEngagement.objects.update(may_edit_people=False)

    with pytest.raises(NotInvited):
        accept_invitation(
            invitation=invitation, user=make_user(email="jeanne@sillon.example"), now=MONDAY
        )


def test_who_decides_for_a_farm_with_people_is_not_a_collectives_to_offer() -> None:
    invitation = offered_by_a_collective(MANAGES)
    make_farm_member(invitation.farm)

    with pytest.raises(NotInvited):
        accept_invitation(
            invitation=invitation, user=make_user(email="jeanne@sillon.example"), now=MONDAY
        )


def test_a_farm_without_people_is_taken_over_by_whom_its_keeper_invites() -> None:
    invitation, user = offered_by_a_collective(MANAGES), make_user(email="jeanne@sillon.example")

    accept_invitation(invitation=invitation, user=user, now=MONDAY)

    assert manages(user, invitation.farm)
