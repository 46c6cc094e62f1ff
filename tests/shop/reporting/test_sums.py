"""What the database reckons of a list is what its lines come to."""

from decimal import Decimal

import pytest

from distributions.models import Distribution
from farms.models import Farm
from shop.listings.models import Listing
from shop.partner.sellers import seller_of
from shop.reporting.lines import lines_by_seller, lines_of
from shop.reporting.recap import ProductRow, Recap, recap_of
from shop.reporting.sums import orders_by_seller, sums_of
from tests.factories import make_distribution, make_farm, make_listing, make_product
from tests.listed import a_days_list, ordered
from tests.ordering import managed, price, redescribe

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm() -> Farm:
    return make_farm("Les Hirondelles")


@pytest.fixture
def distribution() -> Distribution:
    return make_distribution()


@pytest.fixture
def carrots(farm: Farm, distribution: Distribution) -> Listing:
    return make_listing(make_product(farm=farm), distribution)


def reckoned(distribution: Distribution, farm: Farm, most_notes: int | None = None) -> Recap:
    seller = seller_of(farm)
    sums = sums_of(distribution, [seller.pk], most_notes=most_notes)[seller.pk]
    return recap_of(sums, name_rule="full", page=lines_of(distribution, seller))


def of_lines(distribution: Distribution, farm: Farm) -> Recap:
    return recap_of(lines_of(distribution, seller_of(farm)), name_rule="full")


def seen(row: ProductRow) -> tuple[object, ...]:
    """What a list shows of a product."""
    words = (row.key, row.title, row.quantity_label, row.total_label, row.keeping_label)
    return (*words, row.items, row.amount_cents, row.is_weighed, row.notes, row.more_notes)


def test_every_kind_of_sale_comes_to_the_same(farm: Farm, distribution: Distribution) -> None:
    orders = a_days_list(distribution, farm, orders=9)
    managed(orders[0], {orders[0].lines.earliest("pk").listing: 0})

    by_database, by_lines = reckoned(distribution, farm), of_lines(distribution, farm)

    assert list(map(seen, by_database.products)) == list(map(seen, by_lines.products))
    assert by_database.customers == by_lines.customers
    assert by_database.items == by_lines.items
    assert by_database.total_cents == by_lines.total_cents
    assert by_database.is_estimated


def test_two_prices_two_rates_and_a_new_name_too(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    ordered({carrots: 3}, note="Avec les fanes")
    price(carrots, "3.10")
    ordered({carrots: 1}, "Samir Benali")
    redescribe(carrots.product, title="Carottes nouvelles", vat_rate=Decimal("20"))
    ordered({carrots: 2}, "Odile Chevalier")

    by_database, by_lines = reckoned(distribution, farm), of_lines(distribution, farm)

    assert list(map(seen, by_database.products)) == list(map(seen, by_lines.products))
    assert [row.quantity for row in by_database.products] == [3, 3]
    assert by_database.vat == by_lines.vat
    assert len(by_database.vat) == 2
    assert by_database.commissions == by_lines.commissions
    assert by_database.net_cents == by_lines.net_cents


def test_of_many_notes_the_first_are_read_and_the_others_counted(
    farm: Farm, distribution: Distribution, carrots: Listing
) -> None:
    for n in range(4):
        ordered({carrots: 1}, note=f"Mot {n}")

    (row,) = reckoned(distribution, farm, most_notes=2).products

    assert [(note.number, note.text) for note in row.notes] == [(1, "Mot 0"), (2, "Mot 1")]
    assert row.more_notes == 2


def test_orders_are_counted_for_each_seller(distribution: Distribution, carrots: Listing) -> None:
    """One that is cancelled, or holds nothing more of a seller, is none of theirs."""
    bread = make_listing(make_product("Pain"), distribution)
    ordered({carrots: 1, bread: 2})
    managed(ordered({carrots: 1, bread: 1}), {carrots: 0})
    managed(ordered({carrots: 1}), {carrots: 0})

    counted = orders_by_seller([distribution.pk])

    assert {key.seller_id: orders for key, orders in counted.items()} == {
        seller_id: len({line.number for line in lines})
        for seller_id, lines in lines_by_seller(distribution).items()
    }
    assert set(counted.values()) == {1, 2}
