"""Changes that are not ordered yet, for the notice on every page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from collectifs.accounts.models import Household
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.order.models import Line, Order


@dataclass(frozen=True, slots=True)
class Pending:
    """An order whose draft differs; `delta_cents` VAT included, below zero for less."""

    order: Order
    delta_cents: int


def pending_of(household: Household, now: datetime) -> list[Pending]:
    """The household's standing orders whose draft says something else, in at most three queries."""
    orders = Order.objects.of_household(household).standing().filter(distribution__ends_at__gt=now)
    found = list(orders.select_related("distribution__collective"))
    if not found:
        return []
    lines = Line.objects.filter(order__in=found, quantity__gt=0)
    ordered: dict[int, dict[int, Line]] = defaultdict(dict)
    for line in lines:
        ordered[line.order_id][line.listing_id] = line
    drafts = _drafts(household, found)
    pending = (
        Pending(order, _delta(ordered[order.pk], drafts[order.distribution_id]))
        for order in found
        if order.distribution_id in drafts
        and _differs(ordered[order.pk], drafts[order.distribution_id])
    )
    return list(pending)


def _drafts(household: Household, orders: Iterable[Order]) -> dict[int, dict[int, BasketLine]]:
    """By distribution, the lines of the draft by listing; nothing where there is no draft."""
    baskets = Basket.objects.filter(
        household=household,
        status=Basket.OPEN,
        distribution__in=[order.distribution_id for order in orders],
    )
    drafts: dict[int, dict[int, BasketLine]] = {}
    for basket in baskets.prefetch_related("lines__listing", "lines__product"):
        drafts[basket.distribution_id] = {line.listing_id: line for line in basket.lines.all()}
    return drafts


def _differs(ordered: dict[int, Line], draft: dict[int, BasketLine]) -> bool:
    held = {pk: line.quantity for pk, line in ordered.items()}
    return held != {pk: line.quantity for pk, line in draft.items() if line.quantity}


def _delta(ordered: dict[int, Line], draft: dict[int, BasketLine]) -> int:
    """What is ordered already keeps its frozen price."""
    wished = sum(
        ordered[pk].amount_of(line.quantity) if pk in ordered else line.amount_cents
        for pk, line in draft.items()
    )
    return wished - sum(line.amount_cents for line in ordered.values())
