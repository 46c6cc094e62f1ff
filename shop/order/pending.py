"""Changes that are not ordered yet, for the notice on every page."""

from collections import defaultdict
from dataclasses import dataclass

from commons.accounts.models import Household
from shop.basket.holdings import Holdings
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.order.models import Line, Order


@dataclass(frozen=True, slots=True)
class Pending:
    """An order whose draft differs; `delta_cents` VAT included, below zero for less."""

    order: Order
    delta_cents: int


def pending_of(
    household: Household, holdings: Holdings, *, but: Order | None = None
) -> list[Pending]:
    """The household's standing orders whose draft says something else; three queries for some.

    `but` is the order whose draft the page shows anyway.
    """
    differing = holdings.differing - ({but.distribution_id} if but else set())
    if not differing:
        return []
    orders = Order.objects.of_household(household).standing().filter(distribution__in=differing)
    found = list(orders.select_related("distribution__collective"))
    ordered = _ordered(found)
    drafts = _drafts(household, found)
    return [
        Pending(order, _delta(ordered[order.pk], drafts[order.distribution_id])) for order in found
    ]


def _ordered(orders: list[Order]) -> dict[int, dict[int, Line]]:
    """By order id, its lines by listing id."""
    found: dict[int, dict[int, Line]] = defaultdict(dict)
    for line in Line.objects.filter(order__in=orders, quantity__gt=0):
        found[line.order_id][line.listing_id] = line
    return found


def _drafts(household: Household, orders: list[Order]) -> dict[int, dict[int, BasketLine]]:
    """By distribution id, the lines of the draft by listing id."""
    lines = BasketLine.objects.filter(
        basket__household=household,
        basket__status=Basket.OPEN,
        basket__distribution__in=[order.distribution_id for order in orders],
        quantity__gt=0,
    )
    found: dict[int, dict[int, BasketLine]] = defaultdict(dict)
    for line in lines.select_related("basket", "listing", "product"):
        found[line.basket.distribution_id][line.listing_id] = line
    return found


def _delta(ordered: dict[int, Line], draft: dict[int, BasketLine]) -> int:
    """What is ordered already keeps its frozen price."""
    wished = sum(
        ordered[pk].amount_of(line.quantity) if pk in ordered else line.amount_cents
        for pk, line in draft.items()
    )
    return wished - sum(line.amount_cents for line in ordered.values())
