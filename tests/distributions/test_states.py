"""The state of a distribution follows the clock."""

from datetime import datetime, timedelta

import pytest

from distributions.states import State, state_of
from tests.factories import MONDAY, PARIS, make_distribution

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (at(10, 8), State.PLANNED),
        (at(19, 8), State.PRE_OPEN),
        (at(21, 17, 30), State.OPEN),
        (at(26, 12), State.OPEN),
        (at(26, 12, 0, 1), State.CLOSED),
        (at(27, 17, 30), State.UNDER_WAY),
        (at(27, 19, 30), State.DONE),
    ],
)
def test_it_goes_from_planned_to_done(now: datetime, state: State) -> None:
    distribution = make_distribution(attendance_due_at=at(19, 8))

    assert state_of(distribution, now) is state


def test_where_farms_need_not_answer_there_is_no_pre_opening() -> None:
    distribution = make_distribution()

    assert state_of(distribution, distribution.opens_at - timedelta(seconds=1)) is State.PLANNED


@pytest.mark.parametrize("missing", ["opens_at", "closes_at"])
def test_a_missing_date_means_closed(missing: str) -> None:
    assert state_of(make_distribution(**{missing: None}), MONDAY) is State.CLOSED


def test_settled_and_cancelled_win_over_the_dates() -> None:
    settled = make_distribution(settled_at=MONDAY)
    cancelled = make_distribution(settled_at=MONDAY, cancelled_at=MONDAY)

    assert (state_of(settled, MONDAY), state_of(cancelled, MONDAY)) == ("settled", "cancelled")
