"""A minute with nothing to do asks a few questions, as many as before with more data."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from collectifs.jobs.services import tick
from tests.factories import make_distribution, make_farm, make_listing, make_product
from tests.listed import AT_CLOSING, HOUR, ordered

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
# Closings without a row (of farms, of products) and with one; lists to compare; drafts to tell of
# and to drop; goods to hand over and to take back; pages that go and that come; guides to review;
# mails.
QUESTIONS = 12


def nothing_done(done: dict[str, int]) -> bool:
    return not any(done.values())


@pytest.mark.parametrize("distributions", [0, 1, 4])
def test_a_minute_with_nothing_to_do_asks_few_questions(
    distributions: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Also between the closing and the end of distributions, whose lists have gone."""
    for _each in range(distributions):
        at = make_distribution()
        ordered({make_listing(make_product(farm=make_farm()), at): 2 for _farm in range(3)})
    tick(now=AT_CLOSING)
    tick(now=AT_CLOSING + HOUR)

    with django_assert_num_queries(QUESTIONS):
        done = tick(now=AT_CLOSING + HOUR + MINUTE)

    assert nothing_done(done)
