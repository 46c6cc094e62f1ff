"""Lists in parts: a page on a screen, all of it to print; both say what the lines come to."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from distributions.models import Distribution
from distributions.services import extend_closing
from farms.models import Farm
from shop.listings.models import Listing
from shop.order.models import Order
from shop.partner.sellers import seller_of
from shop.reporting import pages, prints
from shop.reporting.models import SentList
from shop.reporting.pages import SheetPages, list_page, sheets_page
from shop.reporting.prints import list_to_print, rows_to_print, sheets_to_print
from shop.reporting.recap import Item
from shop.reporting.selectors import current_list
from shop.reporting.seller_lists import SellerList
from shop.reporting.services import process_due_closings, send_due_differences
from shop.reporting.standings import standing_of
from tests.factories import MONDAY, make_distribution, make_farm, make_listing, make_product
from tests.listed import AT_CLOSING, HOUR, a_days_list, ordered
from tests.ordering import closes, managed

pytestmark = pytest.mark.django_db
LATER = AT_CLOSING + 4 * HOUR
CHANGED = "Des commandes ont changé"


@pytest.fixture(autouse=True)
def _three_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ORDERS_OF_A_PAGE", 3)


@pytest.fixture
def farm() -> Farm:
    return make_farm("Les Hirondelles")


@pytest.fixture
def distribution() -> Distribution:
    return make_distribution()


@pytest.fixture
def carrots(farm: Farm, distribution: Distribution) -> Listing:
    return make_listing(make_product(farm=farm), distribution)


def page(
    distribution: Distribution, farm: Farm, number: str | None = None, now: datetime = MONDAY
) -> SellerList:
    return list_page(standing_of(distribution, seller_of(farm)), number, now)


def numbers(shown: SellerList) -> list[int]:
    return [row.number for row in shown.recap.customers]


def rows(shown: SellerList) -> list[tuple[object, ...]]:
    """What is shown of each customer."""
    return [
        (row.number, row.name, row.amount_cents, *map(words, row.items))
        for row in shown.recap.customers
    ]


def words(item: Item) -> tuple[str, str, str]:
    return item.quantity_label, item.line.product, item.line.note


def test_a_page_holds_its_orders_and_the_sums_of_all(
    farm: Farm, distribution: Distribution
) -> None:
    a_days_list(distribution, farm, orders=7)
    whole = current_list(distribution, seller_of(farm), MONDAY)

    shown = [page(distribution, farm, number) for number in ("1", "2", "3")]

    assert list(map(numbers, shown)) == [[1, 2, 3], [4, 5, 6], [7]]
    assert [row for each in shown for row in rows(each)] == rows(whole)
    assert {each.orders for each in shown} == {7}
    assert {each.recap.total_cents for each in shown} == {whole.recap.total_cents}
    assert all(each.is_part and each.is_dense for each in shown)


@pytest.mark.parametrize(("asked", "shown"), [(None, [1, 2, 3]), ("x", [1, 2, 3]), ("99", [4])])
def test_a_page_that_is_not_there_is_the_nearest(
    farm: Farm, distribution: Distribution, asked: str | None, shown: list[int]
) -> None:
    a_days_list(distribution, farm, orders=4)

    assert numbers(page(distribution, farm, asked)) == shown


def test_what_fits_on_a_page_is_whole(farm: Farm, distribution: Distribution) -> None:
    a_days_list(distribution, farm, orders=3)

    shown = page(distribution, farm)

    assert not shown.is_part
    assert shown.is_dense == current_list(distribution, seller_of(farm), MONDAY).is_dense


def test_sheets_break_by_farm_and_one_with_many_orders_goes_on(distribution: Distribution) -> None:
    ail, ble = (
        make_listing(make_product(farm=make_farm(name)), distribution) for name in ("Ail", "Blé")
    )
    for each in (ail, ble, ble, ail, ail, ail, ble):
        ordered({each: 1})

    shown = [sheets_page(distribution, number, MONDAY) for number in ("1", "2", "3")]

    assert [[(each.seller.name, numbers(each)) for each in one.lists] for one in shown] == [
        [("Ail", [1, 4, 5])],
        [("Ail", [6])],
        [("Blé", [2, 3, 7])],
    ]
    assert {each.orders for one in shown for each in one.lists if each.seller.name == "Ail"} == {4}


@pytest.mark.parametrize(
    ("orders", "ends"),
    [
        ([], []),
        ([2, 1], [3]),
        ([2, 2], [2, 4]),
        ([3, 3], [3, 6]),
        ([7, 1, 2], [3, 6, 8, 10]),
        ([1, 9], [1, 4, 7, 10]),
    ],
)
def test_pages_of_sheets_end_with_a_farms_last_order(orders: list[int], ends: list[int]) -> None:
    pages = SheetPages(orders)

    assert pages.ends == ends
    shown = [pages.get_page(number) for number in pages.page_range]
    assert [each for one in shown for each in one] == list(range(sum(orders)))


def test_sheets_of_which_nothing_is_ordered_are_one_empty_page(distribution: Distribution) -> None:
    assert sheets_page(distribution, None, MONDAY).lists == []


def less(orders: list[Order]) -> None:
    managed(orders[0], {first_of(orders[0]): 1}, now=AT_CLOSING)


def nothing_more(orders: list[Order]) -> None:
    managed(orders[1], {first_of(orders[1]): 0}, now=AT_CLOSING)


def as_before(orders: list[Order]) -> None:
    for quantity in (1, 2):
        managed(orders[0], {first_of(orders[0]): quantity}, now=AT_CLOSING + quantity * HOUR)


def another_product(orders: list[Order]) -> None:
    farm, distribution = Farm.objects.get(), orders[2].distribution
    honey = make_listing(make_product("Miel", farm=farm), distribution)
    managed(orders[2], {honey: 4}, now=AT_CLOSING)


def put_off(orders: list[Order]) -> None:
    """Orders close a day later: they may change again, and count at their new closing."""
    less(orders)
    extend_closing(
        distribution=orders[0].distribution,
        closes_at=AT_CLOSING + timedelta(hours=23),
        actor=None,
        now=AT_CLOSING + HOUR,
    )


def first_of(order: Order) -> Listing:
    listing: Listing = order.lines.earliest("pk").listing
    return listing


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (less, ["Carottes des sables"]),
        (nothing_more, ["Carottes des sables"]),
        (as_before, []),
        (another_product, ["Miel"]),
        (put_off, []),
    ],
)
def test_a_page_tells_what_the_whole_list_tells(
    farm: Farm,
    distribution: Distribution,
    carrots: Listing,
    change: Callable[[list[Order]], None],
    changed: list[str],
) -> None:
    leeks = make_listing(make_product("Poireaux", farm=farm), distribution)
    orders = [ordered({carrots: 2, leeks: 3}) for _ in range(4)]
    process_due_closings(now=AT_CLOSING)
    change(orders)
    send_due_differences(now=LATER - HOUR)

    shown = page(distribution, farm, "2", LATER)

    assert [each.name for each in shown.changes] == changed
    assert list(shown.changes) == list(current_list(distribution, seller_of(farm), LATER).changes)


def test_of_an_early_list_only_its_products_can_change(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    leeks = make_listing(make_product("Poireaux", farm=farm), distribution)
    orders = [ordered({carrots: 2, leeks: 3}) for _ in range(2)]
    closes(carrots, MONDAY + HOUR)
    process_due_closings(now=MONDAY + 2 * HOUR)
    for order in orders:
        managed(order, {carrots: 1, leeks: 1}, now=MONDAY + 3 * HOUR)

    shown = page(distribution, farm, now=MONDAY + 4 * HOUR)

    assert [(each.name, each.before, each.after) for each in shown.changes] == [
        ("Carottes des sables", 4, 2)
    ]


def test_nothing_of_the_list_that_was_sent_is_read_where_nothing_changed(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    """It holds all lines: thousands, at each look at the page."""
    ordered({carrots: 2})
    process_due_closings(now=AT_CLOSING)
    SentList.objects.update(lines=[{"line": "of another age"}])

    assert page(distribution, farm, now=LATER).changes == ()


def test_the_list_to_print_holds_all(farm: Farm, distribution: Distribution) -> None:
    a_days_list(distribution, farm, orders=7)

    rows = "".join(rows_to_print(list_to_print(standing_of(distribution, seller_of(farm)), MONDAY)))

    assert re.findall(r'data-co-row="(\d+)"', rows) == list("1234567")
    assert CHANGED not in rows


def test_rows_to_print_come_in_parts(
    farm: Farm, distribution: Distribution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints, "ROWS_AT_ONCE", 2)
    a_days_list(distribution, farm, orders=5)
    shown = list_to_print(standing_of(distribution, seller_of(farm)), MONDAY)

    parts = [part.count("data-co-row") for part in rows_to_print(shown)]

    assert parts == [2, 2, 1]


def test_a_list_whose_orders_change_while_it_is_read_says_so(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    ordered({carrots: 2})
    shown = list_to_print(standing_of(distribution, seller_of(farm)), MONDAY)
    ordered({carrots: 1})

    assert CHANGED in "".join(rows_to_print(shown))


def test_sheets_to_print_hold_all_one_after_the_other(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    bread = make_listing(make_product("Pain", farm=make_farm("Au four")), distribution)
    for _ in range(5):
        ordered({carrots: 1})
    ordered({bread: 1, carrots: 1})

    sheets = "".join(sheets_to_print(distribution, MONDAY))

    assert re.findall(r'<h2 id="sheet\d">([^:]+) :', sheets.replace("\xa0", " ")) == [
        "Au four",
        "Les Hirondelles",
    ]
    assert re.findall(r'data-co-row="(\d+)"', sheets) == list("6123456")
    assert "<!--" not in sheets
    assert CHANGED not in sheets


def test_a_short_sheet_is_as_dense_as_its_lines_make_it(
    farm: Farm, distribution: Distribution
) -> None:
    a_days_list(distribution, farm, orders=3)

    assert 'class="recap bycust"' in "".join(sheets_to_print(distribution, MONDAY))
