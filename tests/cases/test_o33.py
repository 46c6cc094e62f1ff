"""O33: two lists, one total.

Customer M: 2 artichokes 3.64, 1 × about 1 kg 15.00, 1 × about 0.5 kg 5.00. Customer S: 1 artichoke
1.82, 2 × 1 kg 30.00, 5 × 0.5 kg 25.00. By product: 3 = 5.46; 3 (3 kg) = 45.00; 6 (3 kg) = 30.00.
By customer: M 4 items 23.64, S 8 items 56.82. Both end 12 items, 80.46. Weight-priced lines are
marked as such.

Case of foodcoopshop/foodcoopshop. No difference of rule.
"""

from decimal import Decimal

import pytest

from tests.factories import (
    make_distribution,
    make_farm,
    make_listing,
    make_product,
    make_weighed_product,
)
from tests.listed import ordered, recap

pytestmark = pytest.mark.django_db


def test_both_lists_end_with_the_same_count_and_total() -> None:
    farm, distribution = make_farm(), make_distribution()
    artichoke, large, small = (
        make_listing(product, distribution)
        for product in (
            make_product(
                "Artichaut", farm=farm, price=Decimal("1.82"), noun_one="pièce", noun_many="pièces"
            ),
            make_weighed_product(
                "Gros poulet", farm=farm, price=Decimal(15), estimated_weight=1000
            ),
            make_weighed_product(
                "Petit poulet", farm=farm, price=Decimal(10), estimated_weight=500
            ),
        )
    )
    ordered({artichoke: 2, large: 1, small: 1}, "Mireille M.")
    ordered({artichoke: 1, large: 2, small: 5}, "Samir S.")

    found = recap(distribution, farm)

    assert [
        (row.name, row.quantity_label, row.total_label, row.amount_cents, row.is_weighed)
        for row in found.products
    ] == [
        ("Artichaut", "3 pièces", "", 546, False),
        ("Gros poulet", "3 pièces", "env. 3\N{NO-BREAK SPACE}kg", 4500, True),
        ("Petit poulet", "6 pièces", "env. 3\N{NO-BREAK SPACE}kg", 3000, True),
    ]
    assert [(row.number, row.count, row.amount_cents) for row in found.customers] == [
        (1, 4, 2364),
        (2, 8, 5682),
    ]
    for rows in (found.products, found.customers):
        assert sum(row.amount_cents for row in rows) == found.total_cents == 8046
    assert sum(row.items for row in found.products) == found.items == 12
    assert sum(row.count for row in found.customers) == 12
