"""O34: the producer's mail adds up.

Same product 1 + 2 at 10.00 incl. 10 % VAT, another 2 at 10.00 untaxed, all of one producer: rows
in alphabetical order regardless of case: coffee 2 = 20.00, VAT 0.00; zebra 3 = 30.00, VAT 2.73;
total 50.00. Unfinished and cancelled orders are left out; a producer without orders gets no mail.

Case of openfoodfoundation/openfoodnetwork. Two differences: a present producer without orders is
told so; VAT is taken out once per (seller, rate) of the list, here 2.73 at 10 % (also what the row
comes to), not per row.
"""

from decimal import Decimal

import pytest

from shop.order.services import cancel_order
from shop.reporting.services import process_due_closings
from tests.factories import (
    MONDAY,
    make_attendance,
    make_distribution,
    make_farm,
    make_listing,
    make_product,
)
from tests.listed import AT_CLOSING, letters, ordered, recap
from tests.ordering import fill

pytestmark = pytest.mark.django_db


def test_rows_go_by_the_alphabet_and_the_vat_adds_up() -> None:
    farm, distribution = make_farm(), make_distribution()
    zebra = make_listing(
        make_product("Zebra", farm=farm, price=Decimal(10), vat_rate=Decimal(10)), distribution
    )
    coffee = make_listing(
        make_product("coffee", farm=farm, price=Decimal(10), vat_rate=None), distribution
    )
    ordered({zebra: 1})
    ordered({zebra: 2, coffee: 2})
    cancel_order(order=ordered({zebra: 4}), actor=None, now=MONDAY)
    fill({zebra: 5})

    found = recap(distribution, farm)

    assert [(row.name, row.quantity, row.amount_cents) for row in found.products] == [
        ("coffee", 2, 2000),
        ("Zebra", 3, 3000),
    ]
    assert [(part.rate, part.base_cents, part.cents) for part in found.vat] == [(10, 3000, 273)]
    assert found.total_cents == 5000


def test_a_present_farm_without_orders_is_told_so() -> None:
    farm, distribution = make_farm(), make_distribution()
    make_attendance(distribution, farm)

    process_due_closings(now=AT_CLOSING)

    [message] = letters(farm)
    assert message.subject.startswith("Aucune commande pour vendredi 27 novembre")
    assert "rien à apporter" in message.body
    assert message.attachments == []
