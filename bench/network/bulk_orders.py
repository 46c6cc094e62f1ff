"""The orders of one evening of a plan, many rows at once; each is made by what placing one uses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.network.bulk_start import BATCH
from bench.network.ordering import PlannedOrder
from commons.accounts.models import Household, Person
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.basket.quantities import Wish
from shop.basket.querysets import by_seller
from shop.basket.services import new_line
from shop.listings.models import Listing, StockMove
from shop.order.freeze import Rates, rates_for
from shop.order.models import Line, Order, OrderEvent
from shop.order.numbers import new_number, next_short_number
from shop.order.placing import Customer, filled, new_order


@dataclass(frozen=True, slots=True)
class Placing:
    """An order to place: who, when, and the basket with its lines."""

    planned: PlannedOrder
    person: Person
    basket: Basket
    wishes: list[BasketLine]


@dataclass(slots=True)
class _Rows:
    """The rows of one evening's orders, to store together."""

    orders: list[Order] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    events: list[OrderEvent] = field(default_factory=list)
    moves: list[StockMove] = field(default_factory=list)

    def store(self) -> None:
        """Parents first: a row takes the key that its parent was given."""
        Order.objects.bulk_create(self.orders, BATCH)
        Line.objects.bulk_create(self.lines, BATCH)
        OrderEvent.objects.bulk_create(self.events, BATCH)
        StockMove.objects.bulk_create(self.moves, BATCH)


def placing(
    planned: PlannedOrder,
    person: Person,
    distribution: Distribution,
    listings: Mapping[int, Listing],
) -> Placing:
    """What somebody puts into the basket; `listings` are by the plan's products."""
    household: Household = person.household
    basket = Basket(
        household=household, distribution=distribution, collective=distribution.collective
    )
    wishes = []
    for each in planned.wanted:
        wish = new_line(Wish(listings[each.good], each.quantity, before=0, held=0))
        wish.basket, wish.note = basket, each.note
        wishes.append(wish)
    return Placing(planned, person, basket, sorted(wishes, key=by_seller))


def write_orders(distribution: Distribution, placings: Sequence[Placing]) -> None:
    """Store the baskets and their orders, numbered as they come; the listings hold them already."""
    wishes = [wish for each in placings for wish in each.wishes]
    Basket.objects.bulk_create([each.basket for each in placings], BATCH)
    BasketLine.objects.bulk_create(wishes, BATCH)
    rates, rows = rates_for(wishes, distribution), _Rows()
    for each in placings:
        _add(rows, each, rates)
    rows.store()


def _add(rows: _Rows, one: Placing, rates: Rates) -> None:
    user, household, at = one.person.user, one.person.household, one.planned.at
    assert user is not None  # noqa: S101  (all of them have an account)
    customer = Customer(user, household.name, household.phone)
    order = new_order(one.basket, customer, new_number(), at)
    order.submission = one.planned.submission
    lines, event = filled(order, one.wishes, rates)
    order.short_number = next_short_number(one.basket.distribution)
    rows.orders.append(order)
    rows.lines += lines
    rows.events.append(event)
    rows.moves += _moves(order, lines)


def _moves(order: Order, lines: Iterable[Line]) -> list[StockMove]:
    """What placing it took from the listings."""
    return [
        StockMove(
            listing=line.listing,
            at=order.date_placed,
            delta=line.quantity,
            reference=order.number,
            actor=order.user,
        )
        for line in lines
    ]
