"""Two people take over the same farm at once."""

from functools import partial

import pytest

from commons.accounts.models import User
from farms.exceptions import NotInvited
from farms.models import FarmInvitation, FarmMember
from farms.services import accept_invitation, invite_to_farm
from tests.concurrency.threads import together
from tests.factories import MONDAY, make_collective, make_engagement, make_farm, make_user

pytestmark = pytest.mark.django_db(transaction=True)
MANAGES = FarmMember.Role.MANAGES


def accepts(invitation: FarmInvitation, user: User) -> bool:
    try:
        accept_invitation(invitation=invitation, user=user, now=MONDAY)
    except NotInvited:
        return False
    return True


def test_of_two_whom_the_keeper_has_invited_one_takes_the_farm_over() -> None:
    keeper = make_collective()
    farm = make_farm(made_by=keeper)
    make_engagement(farm, keeper)
    users = [make_user(), make_user()]
    invitations = [
        invite_to_farm(
            farm=farm, email=user.email, role=MANAGES, collective=keeper, actor=None, now=MONDAY
        )
        for user in users
    ]

    pairs = zip(invitations, users, strict=True)
    taken = together([partial(accepts, invitation, user) for invitation, user in pairs])

    assert sorted(taken) == [False, True]
    assert farm.members.count() == 1
