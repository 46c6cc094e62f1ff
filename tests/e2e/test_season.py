"""A weekly season with a skipped week takes five clicks from the first screen of the office."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page

from commons.collectives.models import Collective, Role
from commons.collectives.services import grant_role
from distributions.models import PickupPlace
from tests.e2e.browsing import DESKTOP, PHONE
from tests.e2e.conftest import PageAt
from tests.factories import make_collective, make_place, make_user
from tests.managing import office

pytestmark = pytest.mark.browser
MOST = 5


class Clicks:
    """Counts them."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, found: Locator) -> None:
        found.click()
        self.count += 1


@pytest.fixture
def place(db: None) -> PickupPlace:
    return make_place(make_collective("Vallée claire"), name="Halle aux Grains")


def manager_page(page_at: PageAt, collective: Collective, width: int) -> Page:
    user = make_user()
    now = timezone.now()
    grant_role(collective=collective, user=user, role=Role.MANAGER, actor=None, now=now)
    page = page_at(width, user=user)
    page.goto("/gestion/")
    return page


def plan_season(page: Page, clicks: Clicks, first: date) -> None:
    """From the list of distributions on."""
    clicks.on(page.locator("header").get_by_role("link", name="Prévoir une saison"))
    typed = {"first_on": first, "last_on": first + timedelta(weeks=25)}
    for name, day in typed.items():
        page.locator(f"[name={name}]").fill(day.isoformat())
    page.locator("[name=starts_at]").fill("17:30")
    page.locator("[name=ends_at]").fill("19:30")
    clicks.on(page.get_by_role("button", name="Voir les dates"))
    clicks.on(page.locator(f"input[name=days][value='{first + timedelta(weeks=3)}']"))
    clicks.on(page.get_by_role("button", name="Prévoir les dates cochées"))
    page.locator(".messages .success").wait_for()


def test_a_season_with_a_skipped_week(page_at: PageAt, place: PickupPlace) -> None:
    first, clicks = timezone.localdate() + timedelta(days=20), Clicks()
    page = manager_page(page_at, place.collective, DESKTOP)

    clicks.on(page.get_by_role("navigation").get_by_role("link", name="Distributions", exact=True))
    plan_season(page, clicks, first)

    assert clicks.count <= MOST
    days = list(place.distributions.order_by("day").values_list("day", flat=True))
    weeks = [first + timedelta(weeks=n) for n in range(26) if n != 3]
    assert days == weeks


def test_it_is_done_on_a_phone_too(page_at: PageAt, place: PickupPlace) -> None:
    page = manager_page(page_at, place.collective, PHONE)
    page.goto(f"{office(place.collective)}/distributions/")

    plan_season(page, Clicks(), timezone.localdate() + timedelta(days=20))

    assert place.distributions.count() == 25
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
