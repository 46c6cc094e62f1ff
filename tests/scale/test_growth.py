"""No page asks the database more for 1,000 products than for 100, nor more than its budget."""

from collections.abc import Iterator
from datetime import date, time

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from distributions.services import create_series
from shop.listings.models import Listing
from tests.cast import STRANGER, Cast, make_cast
from tests.factories import MONDAY, make_label
from tests.scale.growth import grow
from tests.scale.visits import Page, pages

pytestmark = pytest.mark.django_db
SMALL, LARGE = 100, 1000
ADMIN = ("backoffice_", "wagtailadmin_")
NOT_THERE = {404, 405}
"""A page that does not exist for anybody of the cast, or takes a POST only: nothing to count."""


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(MONDAY, tick=False):
        cast = make_cast()
        label = make_label()
        cast.farm.certifications.create(
            label=label, valid_from=date(2026, 1, 1), valid_until=date(2027, 12, 31)
        )
        cast.a.listing.product.labels.add(label)
        cast.farm.engagements.update(may_edit_catalogue=True)
        create_series(
            collective=cast.a.collective,
            place=cast.a.distribution.place,
            first_on=date(2027, 1, 8),
            last_on=date(2027, 1, 29),
            starts_at=time(17, 30),
            ends_at=time(19, 30),
            opens_time=time(8),
            closes_time=time(12),
            now=MONDAY,
        )
        yield cast


class Crowd:
    """A browser for each of the cast who looks at something."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.browsers: dict[str, Client] = {}

    def browser(self, name: str) -> Client:
        if name not in self.browsers:
            client = Client()
            if name != STRANGER:
                client.force_login(self.cast.users[name])
            self.browsers[name] = client
        return self.browsers[name]

    def statements(self, page: Page, *, is_cold: bool = True) -> int | None:
        """With nothing in the cache, or what a visit leaves in it; None where there is no page."""
        cache.clear()
        if not is_cold:
            self.browser(page.person).get(page.path)
        with CaptureQueriesContext(connection) as asked:
            answer = self.browser(page.person).get(page.path)
            answer.getvalue()  # what is sent in parts asks meanwhile
        return None if answer.status_code in NOT_THERE else len(asked)


def test_no_page_asks_more_for_ten_times_the_products(cast: Cast) -> None:
    visited, crowd = list(pages(cast)), Crowd(cast)
    grow(cast.a, SMALL)
    for page in visited:
        crowd.statements(page)
    before = {page: crowd.statements(page) for page in visited}

    grow(cast.a, LARGE - SMALL)
    after = {page: crowd.statements(page) for page in visited}

    assert Listing.objects.filter(distribution=cast.a.distribution).count() >= LARGE
    grown = {page.name: (before[page], after[page]) for page in visited}
    assert {name: both for name, both in grown.items() if both[0] != both[1]} == {}
    assert sum(count is not None for count in after.values()) > 80
    dear = [page for page, count in after.items() if count and count > most(page)]
    again = {page: crowd.statements(page, is_cold=False) or 0 for page in dear}
    assert {page.name: count for page, count in again.items() if count > most(page)} == {}


def most(page: Page) -> int:
    """The budget of a page, whatever the data."""
    if page.name.startswith(ADMIN):
        return 25
    return 8 if page.name == "shop:shop" else 15
