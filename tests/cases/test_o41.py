"""O41: a producer's packing list.

Order with lines of producers 1 and 2. Producer 1, not linked to the hub: sees nothing. Linked: sees
own line only, customer name, code and phone hidden. Another hub's manager sees none of it;
cancelled orders are on nobody's list.

Case of openfoodfoundation/openfoodnetwork. The difference: the name is shown by the collective's
rule, "1 · Camille A." by default, or in full, or not at all; phone and e-mail never.
"""

import pytest
import time_machine
from django.test import Client

from commons.accounts.models import User
from commons.collectives.models import Role
from commons.core.phones import format_phone
from distributions.models import Distribution
from farms.models import Farm
from shop.order.services import cancel_order
from tests.factories import (
    MONDAY,
    make_collective,
    make_distribution,
    make_farm,
    make_farm_member,
    make_listing,
    make_product,
    make_role,
)
from tests.listed import ordered

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm() -> Farm:
    return make_farm("Les Hirondelles")


@pytest.fixture
def distribution(farm: Farm) -> Distribution:
    """One order, with a line of the farm and a line of another."""
    distribution = make_distribution()
    mine = make_listing(make_product("Carottes", farm=farm), distribution)
    theirs = make_listing(make_product("Fromage"), distribution)
    ordered({mine: 2, theirs: 1}, "Camille Arnoux")
    return distribution


def page(user: User, farm: Farm, distribution: Distribution) -> str:
    client = Client()
    client.force_login(user)
    with time_machine.travel(MONDAY, tick=False):
        answer = client.get(f"/producteur/{farm.slug}/{distribution.uid}/")
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_a_farm_sees_its_own_lines_and_no_way_to_reach_the_customer(
    farm: Farm, distribution: Distribution
) -> None:
    found = page(make_farm_member(farm), farm, distribution)

    order = distribution.orders.get()
    assert "Carottes" in found
    assert "Camille A." in found
    for hidden in ("Fromage", "Arnoux", order.number, order.user.email, format_phone(order.phone)):
        assert hidden not in found


@pytest.mark.parametrize(("rule", "shown"), [("full", "Camille Arnoux"), ("number", "")])
def test_the_collective_may_show_the_whole_name_or_only_the_number(
    farm: Farm, distribution: Distribution, rule: str, shown: str
) -> None:
    distribution.collective.customer_name = rule
    distribution.collective.save()

    found = page(make_farm_member(farm), farm, distribution)

    assert ("Camille" in found) == bool(shown)
    assert shown in found


def test_a_farm_that_does_not_come_sees_nothing(distribution: Distribution) -> None:
    stranger = make_farm()

    assert page(make_farm_member(stranger), stranger, distribution) == "404"


def test_others_see_nothing(farm: Farm, distribution: Distribution) -> None:
    other = make_role(make_collective(), Role.MANAGER)

    assert page(other, farm, distribution) == "404"
    assert page(make_farm_member(make_farm()), farm, distribution) == "404"


def test_cancelled_orders_are_on_nobodys_list(farm: Farm, distribution: Distribution) -> None:
    cancel_order(order=distribution.orders.get(), actor=None, now=MONDAY)

    assert "Camille" not in page(make_farm_member(farm), farm, distribution)
