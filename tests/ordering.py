"""Steps that tests of orders share: fill a basket, order it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from commons.accounts.models import Household, User
from shop.basket.models import Basket
from shop.basket.services import open_basket, set_quantities
from shop.listings.models import Listing
from shop.order.models import Order
from shop.order.services import Customer, place_order
from tests.factories import MONDAY, make_member


def user_of(household: Household) -> User:
    user = User.objects.filter(person__household=household).first()
    assert user is not None
    return user


def fill(
    quantities: Mapping[Listing, int], household: Household | None = None, now: datetime = MONDAY
) -> Basket:
    """A member's basket with some quantities (base units)."""
    distribution = next(iter(quantities)).distribution
    household = household or make_member(distribution.collective)
    basket = open_basket(household=household, distribution=distribution)
    wanted: dict[str, str | int] = {str(each.uid): n for each, n in quantities.items()}
    outcome = set_quantities(basket=basket, wanted=wanted, now=now)
    assert not outcome.problems
    return basket


def order_of(basket: Basket, submission: UUID | None = None, now: datetime = MONDAY) -> Order:
    assert basket.household is not None
    return place_order(
        basket=basket,
        customer=Customer(user_of(basket.household), "Camille Arnoux", "+33639981234"),
        submission=submission or uuid4(),
        accepts_terms=True,
        now=now,
    )


def buy(quantities: Mapping[Listing, int], household: Household | None = None) -> Order:
    """An order of some quantities (base units)."""
    return order_of(fill(quantities, household))


def held(order: Order) -> dict[int, int]:
    """Base units by listing id."""
    return dict(order.lines.values_list("listing_id", "quantity"))


def drafted(basket: Basket) -> dict[int, int]:
    """Base units by listing id."""
    return dict(basket.lines.values_list("listing_id", "quantity"))
