"""What changes after the list went out is told as a difference, grouped, and never at night."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from distributions.models import Distribution
from distributions.services import extend_closing
from farms.models import Farm
from shop.listings.models import Listing
from shop.listings.services import set_listing_window
from shop.order.models import Line, Order
from shop.reporting.models import SentList
from shop.reporting.services import differences, process_due_closings, send_due_differences
from shop.reporting.services.differences import is_night
from tests.factories import (
    MONDAY,
    make_attendance,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
)
from tests.listed import AT_CLOSING, HOUR, letters, ordered
from tests.ordering import managed

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def farm() -> Farm:
    return make_farm("Les Hirondelles")


@pytest.fixture
def distribution() -> Distribution:
    return make_distribution()


@pytest.fixture
def carrots(farm: Farm, distribution: Distribution) -> Listing:
    return make_listing(make_product(farm=farm), distribution)


def lower(order: Order, to: int) -> None:
    """A manager changes the one product of an order, after its closing."""
    managed(order, {order.lines.get().listing: to}, now=AT_CLOSING)


def text(farm: Farm, now: datetime) -> str:
    """The last mail to the farm."""
    return letters(farm, now)[-1].body.replace("\N{NO-BREAK SPACE}", " ")


def test_the_farm_is_told_product_before_after_and_number(farm: Farm, carrots: Listing) -> None:
    order = ordered({carrots: 3})
    ordered({carrots: 2})
    process_due_closings(now=AT_CLOSING)
    lower(order, 1)

    assert send_due_differences(now=AT_CLOSING + HOUR) == 1

    body = text(farm, AT_CLOSING + HOUR)
    assert "- Carottes des sables : 5 bottes → 3 bottes" in body
    assert "Commande n° 1 : 3 bottes → 1 botte" in body
    assert "n° 2" not in body
    assert letters(farm)[-1].attachments == []


def test_nothing_is_told_twice(farm: Farm, carrots: Listing) -> None:
    order = ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    lower(order, 1)

    told = [send_due_differences(now=AT_CLOSING + n * HOUR) for n in range(1, 5)]

    assert told == [1, 0, 0, 0]


def test_a_list_that_fails_stops_no_other(
    farm: Farm, distribution: Distribution, carrots: Listing, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = make_farm("Le Rucher")
    honey = make_listing(make_product("Miel", farm=elsewhere), distribution)
    for order in (ordered({honey: 3}), ordered({carrots: 3})):
        process_due_closings(now=AT_CLOSING)
        lower(order, 1)
    broken = SentList.objects.get(seller__farm=elsewhere)
    SentList.objects.filter(pk=broken.pk).update(lines=[{"line": "of another age"}])

    with pytest.raises(ExceptionGroup):
        send_due_differences(now=AT_CLOSING + HOUR)

    assert "3 bottes → 1 botte" in text(farm, AT_CLOSING + HOUR)
    assert f"differences: {broken.uid} failed" in caplog.text


def test_a_change_taken_back_in_time_is_no_difference(carrots: Listing) -> None:
    order = ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    lower(order, 1)
    lower(order, 3)

    assert send_due_differences(now=AT_CLOSING + HOUR) == 0


def test_a_cancelled_order_takes_its_lines_away(farm: Farm, carrots: Listing) -> None:
    order = ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    lower(order, 0)

    send_due_differences(now=AT_CLOSING + HOUR)

    assert "Commande n° 1 : 3 bottes → 0 botte" in text(farm, AT_CLOSING + HOUR)


def test_changes_of_an_hour_make_one_mail(farm: Farm, carrots: Listing) -> None:
    first, second = ordered({carrots: 3}), ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    told = []
    for minute in range(1, 130):
        if minute == 5:
            lower(first, 1)
        if minute == 20:
            lower(second, 2)
        if minute == 70:
            lower(second, 1)
        if send_due_differences(now=AT_CLOSING + minute * MINUTE):
            told.append(minute)

    assert told == [60, 120]
    assert "n° 1" not in text(farm, AT_CLOSING + 3 * HOUR)


def test_farms_are_not_told_at_night(farm: Farm, carrots: Listing) -> None:
    order = ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    lower(order, 1)
    evening = datetime(2026, 11, 26, 21, tzinfo=PARIS)
    morning = datetime(2026, 11, 27, 7, tzinfo=PARIS)

    night = [send_due_differences(now=evening + n * HOUR) for n in range(10)]

    assert night == [0] * 10
    assert send_due_differences(now=morning - MINUTE) == 0
    assert send_due_differences(now=morning) == 1


def test_the_night_is_on_the_collectives_own_clock() -> None:
    """Also in the night with 25 hours; 20:30 in Paris is 23:30 in Réunion."""
    after_the_change = datetime(2026, 10, 25, 6, 59, tzinfo=PARIS)
    evening = datetime(2026, 11, 26, 20, 30, tzinfo=PARIS)

    assert is_night(after_the_change, PARIS)
    assert not is_night(after_the_change + MINUTE, PARIS)
    assert not is_night(evening, PARIS)
    assert is_night(evening, ZoneInfo("Indian/Reunion"))


def test_an_hour_lasts_an_hour_when_the_clock_is_put_back(farm: Farm) -> None:
    """The list goes at 2:50, before 3:00 becomes 2:00; nothing before 7:00 in any case."""
    start = datetime(2026, 10, 25, 9, tzinfo=PARIS)
    distribution = make_distribution(
        day=start.date(),
        starts_at=start,
        ends_at=start + 2 * HOUR,
        opens_at=start - timedelta(days=6),
        closes_at=datetime(2026, 10, 25, 2, 50, tzinfo=PARIS),
    )
    opening = start - timedelta(days=5)
    order = ordered({make_listing(make_product(farm=farm), distribution): 3}, now=opening)
    process_due_closings(now=datetime(2026, 10, 25, 2, 51, tzinfo=PARIS))
    lower(order, 1)

    assert send_due_differences(now=datetime(2026, 10, 25, 2, 55, fold=1, tzinfo=PARIS)) == 0
    assert send_due_differences(now=datetime(2026, 10, 25, 6, 59, tzinfo=PARIS)) == 0
    assert send_due_differences(now=datetime(2026, 10, 25, 7, tzinfo=PARIS)) == 1


def test_an_extended_closing_tells_only_the_difference(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    extend_closing(
        distribution=distribution, closes_at=AT_CLOSING + 5 * HOUR, now=AT_CLOSING + HOUR
    )
    distribution.refresh_from_db()
    carrots.refresh_from_db()
    ordered({carrots: 2}, now=AT_CLOSING + 2 * HOUR)

    while_open = send_due_differences(now=AT_CLOSING + 3 * HOUR)
    process_due_closings(now=AT_CLOSING + 6 * HOUR)
    after = send_due_differences(now=AT_CLOSING + 6 * HOUR)

    assert (while_open, after) == (0, 1)
    body = text(farm, AT_CLOSING + 6 * HOUR)
    assert "Carottes des sables : 3 bottes → 5 bottes" in body
    assert "Commande n° 2 : 0 botte → 2 bottes" in body
    assert list(SentList.objects.values_list("kind", flat=True)) == ["full", "difference"]


def test_a_farm_told_of_no_order_is_told_of_the_first_one(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    process_due_closings(now=AT_CLOSING)
    extend_closing(
        distribution=distribution, closes_at=AT_CLOSING + 2 * HOUR, now=AT_CLOSING + HOUR
    )
    carrots.refresh_from_db()
    ordered({carrots: 1}, now=AT_CLOSING + HOUR)

    process_due_closings(now=AT_CLOSING + 3 * HOUR)
    send_due_differences(now=AT_CLOSING + 3 * HOUR)

    assert [each.subject.partition(" ")[0] for each in letters(farm, AT_CLOSING + 3 * HOUR)] == [
        "Aucune",
        "Changements",
    ]


def test_lines_that_can_still_change_are_no_difference(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    capon = make_listing(make_product("Chapon", farm=farm), distribution, closes_at=MONDAY + HOUR)
    ordered({capon: 1})
    process_due_closings(now=MONDAY + 2 * HOUR)
    ordered({carrots: 1}, now=MONDAY + 2 * HOUR)

    assert send_due_differences(now=MONDAY + 4 * HOUR) == 0


def test_a_closing_that_is_due_comes_first(farm: Farm, distribution: Distribution) -> None:
    """A list whose making failed is not told as a difference from the early one."""
    capon = make_listing(make_product("Chapon", farm=farm), distribution, closes_at=MONDAY + HOUR)
    carrots = make_listing(make_product(farm=farm), distribution)
    ordered({capon: 1, carrots: 1})
    process_due_closings(now=MONDAY + 2 * HOUR)

    assert send_due_differences(now=AT_CLOSING) == 0


def test_nothing_is_told_once_the_distribution_is_over(carrots: Listing) -> None:
    order = ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    lower(order, 1)

    assert send_due_differences(now=AT_CLOSING + timedelta(days=2)) == 0


def test_the_lists_of_many_farms_cost_the_same(
    distribution: Distribution, django_assert_max_num_queries: object
) -> None:
    for _each in range(6):
        make_attendance(distribution, make_farm())
    process_due_closings(now=AT_CLOSING)

    with django_assert_max_num_queries(15):  # type: ignore[operator]
        send_due_differences(now=AT_CLOSING + HOUR)


def test_what_was_compared_is_not_read_again_while_nothing_changes(
    carrots: Listing, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    send_due_differences(now=AT_CLOSING + HOUR)

    with django_assert_num_queries(1):
        send_due_differences(now=AT_CLOSING + HOUR + MINUTE)


def test_a_change_after_a_comparison_is_told_at_the_next_tick(carrots: Listing) -> None:
    order = ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    before = send_due_differences(now=AT_CLOSING + HOUR)
    lower(order, 1)

    assert (before, send_due_differences(now=AT_CLOSING + HOUR + MINUTE)) == (0, 1)


def put_off(listing: Listing, closes_at: datetime | None) -> None:
    """With None it closes with the others again."""
    set_listing_window(
        listing=listing, opens_at=None, closes_at=closes_at, actor=None, now=AT_CLOSING + HOUR
    )
    listing.refresh_from_db()


def test_what_is_ordered_while_a_closing_is_put_off_is_told_after_it(farm: Farm) -> None:
    carrots = make_listing(make_product(farm=farm), make_distribution(farms_may_widen=True))
    ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    told = [send_due_differences(now=AT_CLOSING + HOUR)]
    put_off(carrots, AT_CLOSING + 4 * HOUR)
    ordered({carrots: 2}, now=AT_CLOSING + 2 * HOUR)
    told.append(send_due_differences(now=AT_CLOSING + 2 * HOUR))
    put_off(carrots, None)
    told.append(send_due_differences(now=AT_CLOSING + 2 * HOUR + MINUTE))

    assert told == [0, 0, 1]


def test_a_list_that_failed_is_compared_again(
    monkeypatch: pytest.MonkeyPatch, carrots: Listing
) -> None:
    order = ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    lower(order, 1)

    with monkeypatch.context() as patch:
        patch.setattr(differences, "addressees", lambda seller: 1 / 0)
        with pytest.raises(ExceptionGroup):
            send_due_differences(now=AT_CLOSING + HOUR)

    assert send_due_differences(now=AT_CLOSING + HOUR + MINUTE) == 1


def test_lists_are_compared_each_hour_whatever_was_noted_of_the_orders(carrots: Listing) -> None:
    order = ordered({carrots: 3})
    process_due_closings(now=AT_CLOSING)
    send_due_differences(now=AT_CLOSING + HOUR)
    Line.objects.filter(order=order).update(note="petites")

    within = send_due_differences(now=AT_CLOSING + HOUR + 30 * MINUTE)

    assert (within, send_due_differences(now=AT_CLOSING + 2 * HOUR)) == (0, 1)
