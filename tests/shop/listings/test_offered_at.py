"""The shop asks at once what one date offers; it is the rule that each listing follows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import Value

from commons.collectives.services import set_collective_pause
from farms.models import FarmEngagement
from farms.services import end_engagement, pause_engagement
from shop.listings.models import Listing
from shop.listings.services import mark_absent, withdraw_listing
from tests.factories import FRIDAY, MONDAY, make_distribution, make_listing, make_product

pytestmark = pytest.mark.django_db


def engagement_of(listing: Listing) -> FarmEngagement:
    engagement: FarmEngagement = listing.product.farm.engagements.get()
    return engagement


def stays(_listing: Listing) -> None:
    """Nothing happens to it."""


def pauses(listing: Listing) -> None:
    pause_engagement(engagement=engagement_of(listing), actor=None, now=MONDAY)


def leaves_before(listing: Listing) -> None:
    day_before = FRIDAY - timedelta(days=1)
    end_engagement(engagement=engagement_of(listing), ends_on=day_before, actor=None, now=MONDAY)


def leaves_that_day(listing: Listing) -> None:
    end_engagement(engagement=engagement_of(listing), ends_on=FRIDAY, actor=None, now=MONDAY)


def is_absent(listing: Listing) -> None:
    farm = engagement_of(listing).farm
    mark_absent(distribution=listing.distribution, farm=farm, actor=None, now=MONDAY)


def is_withdrawn(listing: Listing) -> None:
    withdraw_listing(listing=listing, actor=None, now=MONDAY)


def all_pause(listing: Listing) -> None:
    set_collective_pause(
        collective=listing.collective,
        paused_from=FRIDAY,
        paused_until=None,
        actor=None,
        now=MONDAY,
    )


@pytest.mark.parametrize(
    ("happens", "offered"),
    [
        (stays, 2),
        (pauses, 1),
        (leaves_before, 1),
        (leaves_that_day, 2),
        (is_absent, 1),
        (is_withdrawn, 1),
        (all_pause, 0),
    ],
)
def test_of_one_date_the_same_is_offered(happens: Callable[[Listing], None], offered: int) -> None:
    """One listing of a farm, to which something happens; one of the collective's own goods."""
    of_farm = make_listing(distribution=make_distribution())
    distribution = of_farm.distribution
    make_listing(make_product("Sac en coton", collective=of_farm.collective), distribution)

    happens(of_farm)

    there = Listing.objects.offered_at(Value(distribution.pk))
    assert set(there) == set(distribution.listings.offered())
    assert there.count() == offered
