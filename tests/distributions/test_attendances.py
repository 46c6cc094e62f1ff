"""Presence of a farm, and its own window."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from distributions.exceptions import (
    CharterNotSigned,
    DistributionCancelled,
    FarmHasOrders,
    InvalidWindow,
    NotEngaged,
    WiderWindow,
)
from distributions.models import Attendance, Distribution
from distributions.services import narrow_window, set_attendance
from farms.models import Farm, FarmEngagement
from tests.factories import (
    FRIDAY,
    MONDAY,
    make_attendance,
    make_distribution,
    make_engagement,
    make_farm,
)

pytestmark = pytest.mark.django_db
State = Attendance.State
HOUR = timedelta(hours=1)


def engaged(distribution: Distribution, **fields: Any) -> Farm:
    return make_engagement(make_farm(), distribution.collective, **fields).farm


def answer(
    distribution: Distribution, farm: Farm, state: Attendance.State = State.PRESENT, **fields: Any
) -> Attendance:
    return set_attendance(
        distribution=distribution,
        farm=farm,
        state=state,
        **{"has_orders": False, "now": MONDAY} | fields,
    )


def test_an_engaged_farm_says_that_it_comes() -> None:
    distribution = make_distribution()

    attendance = answer(distribution, engaged(distribution), brought_by="Paul")

    assert (attendance.state, attendance.answered_at) == ("present", MONDAY)
    assert attendance.brought_by == "Paul"


def test_answering_again_changes_the_one_answer_and_keeps_the_rest() -> None:
    distribution = make_distribution()
    farm = engaged(distribution)
    answer(distribution, farm, brought_by="Paul")

    answer(distribution, farm, State.ABSENT)

    assert (Attendance.objects.get().state, Attendance.objects.get().brought_by) == (
        "absent",
        "Paul",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"state": FarmEngagement.State.PAUSED},
        {"state": FarmEngagement.State.PROPOSED},
        {"starts_on": FRIDAY + timedelta(days=1)},
        {"ends_on": FRIDAY - timedelta(days=1)},
    ],
)
def test_without_an_engagement_on_that_day_it_cannot_come(fields: dict[str, object]) -> None:
    distribution = make_distribution()
    farm = engaged(distribution, **fields)

    with pytest.raises(NotEngaged):
        answer(distribution, farm)

    assert not Attendance.objects.exists()


def test_the_charters_gate_can_be_shut() -> None:
    distribution = make_distribution()
    farm = engaged(distribution)

    gate = patch("distributions.services.attendances.may_attend", return_value=False)
    with gate, pytest.raises(CharterNotSigned):
        answer(distribution, farm)


@pytest.mark.parametrize("state", [State.ABSENT, State.UNANSWERED])
def test_with_orders_it_does_not_go_back(state: Attendance.State) -> None:
    distribution = make_distribution()
    farm = engaged(distribution)
    answer(distribution, farm)

    with pytest.raises(FarmHasOrders):
        answer(distribution, farm, state, has_orders=True)

    assert Attendance.objects.get().state == "present"


def test_a_paused_farm_can_still_say_that_it_is_absent() -> None:
    distribution = make_distribution()
    farm = engaged(distribution, state=FarmEngagement.State.PAUSED)

    assert answer(distribution, farm, State.ABSENT).state == "absent"


def test_nobody_answers_for_a_cancelled_distribution() -> None:
    distribution = make_distribution(cancelled_at=MONDAY)

    with pytest.raises(DistributionCancelled):
        answer(distribution, engaged(distribution))


def test_a_farm_narrows_its_window() -> None:
    distribution = make_distribution()
    attendance = make_attendance(distribution, make_farm())
    sooner = distribution.closes_at - HOUR

    narrow_window(attendance=attendance, opens_at=None, closes_at=sooner, now=MONDAY)

    attendance.refresh_from_db()
    assert (attendance.opens_at, attendance.closes_at) == (None, sooner)


def test_the_same_time_as_the_distribution_follows_it() -> None:
    distribution = make_distribution()
    attendance = make_attendance(distribution, make_farm())

    narrow_window(
        attendance=attendance,
        opens_at=distribution.opens_at,
        closes_at=distribution.closes_at,
        now=MONDAY,
    )

    assert (attendance.opens_at, attendance.closes_at) == (None, None)


def test_a_wider_window_is_refused() -> None:
    distribution = make_distribution()
    attendance = make_attendance(distribution, make_farm())

    with pytest.raises(WiderWindow):
        narrow_window(
            attendance=attendance,
            opens_at=None,
            closes_at=distribution.closes_at + HOUR,
            now=MONDAY,
        )


def test_a_wider_window_is_taken_where_the_manager_allows() -> None:
    distribution = make_distribution(farms_may_widen=True)
    attendance = make_attendance(distribution, make_farm())
    later = distribution.closes_at + HOUR

    narrow_window(attendance=attendance, opens_at=None, closes_at=later, now=MONDAY)

    assert attendance.closes_at == later


def test_a_window_that_closes_before_it_opens_is_refused() -> None:
    distribution = make_distribution()
    attendance = make_attendance(distribution, make_farm())

    with pytest.raises(InvalidWindow):
        narrow_window(
            attendance=attendance, opens_at=None, closes_at=distribution.opens_at, now=MONDAY
        )


def test_a_window_of_its_own_can_be_given_up() -> None:
    distribution = make_distribution(opens_at=None, closes_at=None)
    attendance = make_attendance(distribution, make_farm(), closes_at=MONDAY)

    narrow_window(attendance=attendance, opens_at=None, closes_at=None, now=MONDAY)

    assert attendance.closes_at is None


def test_without_a_window_to_narrow_a_farm_makes_none() -> None:
    distribution = make_distribution(opens_at=None, closes_at=None)
    attendance = make_attendance(distribution, make_farm())

    with pytest.raises(WiderWindow):
        narrow_window(attendance=attendance, opens_at=MONDAY, closes_at=MONDAY + HOUR, now=MONDAY)
