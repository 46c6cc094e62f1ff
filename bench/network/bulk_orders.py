"""The orders of one evening of a plan, many rows at once; each is made by what placing one uses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.network.bulk_start import BATCH
from bench.network.ordering import PlannedOrder
from commons.accounts.models import Household, Person
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.listings.models import Listing, StockMove
from shop.order.drafts import Wish, place_of_wish
from shop.order.lines import (
    Rates,
    ask,
    frozen_line,
    new_number,
    next_short_number,
    rates_for,
    set_totals,
)
from shop.order.models import Line, Order, OrderEvent
from shop.order.services import Customer, new_order


@dataclass(frozen=True, slots=True)
class Placing:
    """An order to place: who, when, and the basket with its lines."""

    planned: PlannedOrder
    person: Person
    basket: Basket
    wishes: list[Wish]


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
        household=household,
        distribution=distribution,
        collective=distribution.collective,
        touched_at=planned.at,
    )
    wishes = [
        Wish(listings[wanted.good], [], wanted.quantity, wanted.note) for wanted in planned.wanted
    ]
    return Placing(planned, person, basket, sorted(wishes, key=place_of_wish))


def write_orders(distribution: Distribution, placings: Sequence[Placing]) -> None:
    """Store the baskets and their orders, numbered as they come; the listings hold them already."""
    Basket.objects.bulk_create([each.basket for each in placings], BATCH)
    products = [wish.product for each in placings for wish in each.wishes]
    rates, rows = rates_for(products, distribution), _Rows()
    for each in placings:
        _add(rows, each, rates)
    rows.store()


def _add(rows: _Rows, one: Placing, rates: Rates) -> None:
    user, household, at = one.person.user, one.person.household, one.planned.at
    assert user is not None  # noqa: S101  (all of them have an account)
    customer = Customer(user, household.name, one.person.phone)
    order = new_order(one.basket, customer, new_number(), at)
    lines = [_line(order, wish, rates) for wish in one.wishes]
    set_totals(order, lines)
    order.short_number = next_short_number(one.basket.distribution)
    rows.orders.append(order)
    rows.lines += lines
    rows.events.append(
        OrderEvent(
            order=order,
            kind=OrderEvent.Kind.PLACED,
            at=at,
            actor=user,
            data={"total_cents": order.total_cents},
        )
    )
    rows.moves += _moves(order, lines)


def _line(order: Order, wish: Wish, rates: Rates) -> Line:
    line = frozen_line(order, wish.listing, rates)
    ask(line, wish.quantity)
    line.note = wish.note
    return line


def _moves(order: Order, lines: Iterable[Line]) -> list[StockMove]:
    """What placing it took from the listings."""
    return [
        StockMove(
            stockrecord_id=line.listing.stockrecord_id,
            listing=line.listing,
            kind=StockMove.Kind.PROMISED,
            at=order.date_placed,
            delta=line.quantity,
            reference=order.number,
            actor=order.user,
        )
        for line in lines
    ]
