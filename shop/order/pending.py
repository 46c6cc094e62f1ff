"""Changes that are not ordered yet, for the notice on every page."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Value

from collectifs.accounts.models import Household
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.order.models import Line, Order


@dataclass(frozen=True, slots=True)
class Pending:
    """An order whose draft differs; `delta_cents` VAT included, below zero for less."""

    order: Order
    delta_cents: int


def pending_of(household: Household, now: datetime, *, but: Order | None = None) -> list[Pending]:
    """The household's standing orders whose draft says something else.

    One query where there is none, which is each page's, four otherwise. `but` is the order whose
    draft the page shows anyway.
    """
    differing = _differing(household, now)
    if but:
        differing.discard(but.distribution_id)
    if not differing:
        return []
    orders = Order.objects.of_household(household).standing().filter(distribution__in=differing)
    found = list(orders.select_related("distribution__collective"))
    ordered = _ordered(found)
    drafts = _drafts(household, found)
    return [
        Pending(order, _delta(ordered[order.pk], drafts[order.distribution_id])) for order in found
    ]


def _differing(household: Household, now: datetime) -> set[int]:
    """Ids of the distributions where the draft holds another quantity of something."""
    coming = Q(household=household, distribution__ends_at__gt=now)
    fields = ("distribution_id", "lines__listing_id", "lines__quantity")
    orders = Order.objects.standing().filter(coming).values_list(*fields, Value(True))
    drafts = Basket.objects.filter(coming, status=Basket.OPEN).values_list(*fields, Value(False))
    both = orders.order_by().union(drafts.order_by(), all=True).order_by()
    held: dict[int, set[tuple[int, int]]] = defaultdict(set)
    wished: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for distribution, listing, quantity, is_ordered in both:
        lines = (held if is_ordered else wished)[distribution]
        lines |= {(listing, quantity)} if quantity else set()
    return {each for each in held.keys() & wished.keys() if held[each] != wished[each]}


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
