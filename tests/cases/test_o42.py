"""O42: who sees an order.

The hub where it was placed: yes. The coordinator of that distribution: yes. A linked producer: only
if it contains their product, and only that line. Another hub of the same distribution: no.

Case of openfoodfoundation/openfoodnetwork. Where ours differs: a distribution belongs to one
collective, so "the hub" and "the coordinator" are its managers; its household sees it too.
"""

import pytest

from commons.collectives.models import Role
from shop.order.selectors import visible_orders
from tests.factories import (
    make_collective,
    make_distribution,
    make_farm,
    make_farm_member,
    make_household,
    make_listing,
    make_product,
    make_role,
)
from tests.listed import recap
from tests.ordering import buy, user_of

pytestmark = pytest.mark.django_db


def test_its_household_and_its_managers_see_an_order_and_nobody_else() -> None:
    order = buy({make_listing(): 1})
    there, elsewhere = (
        make_role(collective, Role.MANAGER) for collective in (order.collective, make_collective())
    )
    cashier = make_role(order.collective, Role.CASHIER)
    neighbour = user_of(make_household())

    for user in (user_of(order.household), there):
        assert list(visible_orders(user)) == [order]
    for user in (elsewhere, cashier, neighbour, make_farm_member(make_farm())):
        assert list(visible_orders(user)) == []


def test_a_farm_sees_its_own_line_only() -> None:
    distribution = make_distribution()
    one, two, absent = make_farm(), make_farm(), make_farm()
    buy({make_listing(make_product(farm.name, farm=farm), distribution): 1 for farm in (one, two)})

    assert [row.name for row in recap(distribution, one).products] == [one.name]
    assert [row.name for row in recap(distribution, two).products] == [two.name]
    assert recap(distribution, absent).products == []
