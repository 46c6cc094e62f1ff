"""A household joins with the terms of the day, leaves, comes back."""

from datetime import timedelta

import pytest

from commons.collectives.exceptions import NotAMember, TermsNotAccepted
from commons.collectives.models import Membership
from commons.collectives.selectors import membership_of
from commons.collectives.services import join_collective, leave_collective
from tests.factories import MONDAY, make_collective, make_household, make_member

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=30)


def test_joining_keeps_which_terms_were_accepted_and_when() -> None:
    collective, household = make_collective(terms_version=3), make_household()

    membership = join_collective(
        household=household, collective=collective, accepts_terms=True, now=MONDAY
    )

    assert membership_of(household, collective) == membership
    assert (membership.since, membership.terms_version) == (MONDAY, 3)
    assert membership.terms_accepted_at == MONDAY


def test_nobody_joins_without_the_terms() -> None:
    with pytest.raises(TermsNotAccepted):
        join_collective(
            household=make_household(),
            collective=make_collective(),
            accepts_terms=False,
            now=MONDAY,
        )

    assert not Membership.objects.exists()


def test_accepting_new_terms_keeps_the_date_of_joining() -> None:
    collective = make_collective()
    household = make_member(collective)
    collective.terms_version = 2
    collective.save()

    membership = join_collective(
        household=household, collective=collective, accepts_terms=True, now=LATER
    )

    assert (membership.since, membership.terms_version) == (MONDAY, 2)


def test_who_left_is_no_member() -> None:
    collective = make_collective()
    household = make_member(collective)

    leave_collective(household=household, collective=collective, now=LATER)

    assert membership_of(household, collective) is None
    assert Membership.objects.get().ended_at == LATER


def test_who_comes_back_is_a_member_since_then() -> None:
    collective = make_collective()
    household = make_member(collective)
    leave_collective(household=household, collective=collective, now=MONDAY)

    membership = join_collective(
        household=household, collective=collective, accepts_terms=True, now=LATER
    )

    assert (membership.since, membership.ended_at) == (LATER, None)
    assert Membership.objects.count() == 1


def test_who_is_no_member_cannot_leave() -> None:
    with pytest.raises(NotAMember):
        leave_collective(household=make_household(), collective=make_collective(), now=MONDAY)
