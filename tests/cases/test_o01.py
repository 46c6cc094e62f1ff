"""O01: a window has exactly three live states.

Given a window with both dates, it is *upcoming* one second before it opens, *open* in between,
*closed* one second after it closes. Given a window with no date, or only one of the two, it is
*undated*: neither upcoming, open nor closed, and nobody can order.

Where ours differs: the state of a distribution without both dates reads "closed"; its window is
undated all the same, and nobody can order.
"""

from datetime import datetime, timedelta

import pytest

from commons.core.dates import WindowState, is_open, window_state
from distributions.models import Distribution
from distributions.states import State, state_of
from shop.listings.models import Listing
from tests.factories import PARIS, make_distribution, make_listing

OPENS = datetime(2026, 11, 21, 8, 0, tzinfo=PARIS)
CLOSES = datetime(2026, 11, 26, 12, 0, tzinfo=PARIS)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENS - SECOND, WindowState.UPCOMING),
        (OPENS, WindowState.OPEN),
        (CLOSES, WindowState.OPEN),
        (CLOSES + SECOND, WindowState.CLOSED),
    ],
)
def test_both_dates_make_three_states(now: datetime, state: WindowState) -> None:
    assert window_state(now, OPENS, CLOSES) is state


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "can_order"),
    [(OPENS - SECOND, False), (OPENS, True), (CLOSES, True), (CLOSES + SECOND, False)],
)
def test_the_database_says_the_same(now: datetime, can_order: bool) -> None:
    make_listing(distribution=make_distribution(opens_at=OPENS, closes_at=CLOSES))

    assert Distribution.objects.open_at(now).exists() is can_order
    assert Listing.objects.open_at(now).exists() is can_order
    assert is_open(now, OPENS, CLOSES) is can_order


@pytest.mark.django_db
@pytest.mark.parametrize(("opens", "closes"), [(None, None), (OPENS, None), (None, CLOSES)])
@pytest.mark.parametrize("now", [OPENS - SECOND, OPENS, CLOSES, CLOSES + SECOND])
def test_a_missing_date_is_undated_and_nobody_can_order(
    now: datetime, opens: datetime | None, closes: datetime | None
) -> None:
    distribution = make_distribution(opens_at=opens, closes_at=closes)
    make_listing(distribution=distribution)

    assert window_state(now, opens, closes) is WindowState.UNDATED
    assert state_of(distribution, now) is State.CLOSED
    assert not Listing.objects.open_at(now).exists()
