"""The next distribution: one that is open comes before one that is not yet, or no more."""

from datetime import timedelta

import pytest

from distributions.calendar import next_distribution
from distributions.presentation import Notice, notice_of
from tests.factories import FRIDAY, MONDAY, make_distribution, make_three_dates

pytestmark = pytest.mark.django_db


def test_the_open_one_is_next_whatever_stands_before_it() -> None:
    closed, _soon, opened = make_three_dates()

    assert next_distribution(closed.collective, MONDAY) == opened


def test_where_none_is_open_the_one_that_opens_first_is_next() -> None:
    closed = make_distribution(closes_at=MONDAY - timedelta(hours=1))
    soon = make_distribution(
        closed.collective, FRIDAY + timedelta(days=7), opens_at=MONDAY + timedelta(days=1)
    )

    assert next_distribution(closed.collective, MONDAY) == soon


def test_the_notices_of_the_others_lead_to_the_open_one() -> None:
    closed, soon, opened = make_three_dates()
    path = f"/{opened.collective.slug}/boutique/{opened.slug}/"

    notices = [notice_of(distribution, MONDAY) for distribution in (closed, soon, opened)]

    assert notices == [
        Notice(
            "Les commandes du 27 novembre sont closes depuis aujourd’hui 9\u00a0h.",
            "Prochaine distribution\u00a0: vendredi 11 décembre.",
            path,
        ),
        Notice(
            "Les commandes ouvrent mardi 24 nov., 10\u00a0h.",
            "Les commandes sont ouvertes pour la distribution du vendredi 11 décembre.",
            path,
        ),
        None,
    ]
