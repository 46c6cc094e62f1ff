"""Order the same again: a draft at another distribution with what is offered there."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from commons.core.dates import is_open
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.basket.quantities import orderable
from shop.basket.querysets import held_by_order
from shop.basket.services import open_basket, set_quantities
from shop.listings.models import Listing
from shop.listings.stock import left
from shop.order.models import Line, Order


@dataclass(slots=True)
class Again:
    """The basket that was filled; products by name that are not there, or not as many."""

    basket: Basket
    missing: list[str] = field(default_factory=list)
    lowered: list[str] = field(default_factory=list)


@transaction.atomic
def order_again(*, order: Order, distribution: Distribution, now: datetime) -> Again:
    """Fill the household's draft with what an order held, as far as it is offered there and left.

    Nothing is ordered. What the draft holds already is only raised, never lowered.
    """
    found = Again(open_basket(household=order.household, distribution=distribution))
    lines = list(Line.objects.filter(order=order, quantity__gt=0).select_related("product"))
    listings = _offered(lines, distribution, now)
    held = held_by_order(found.basket)
    present = _present(found.basket)
    wanted: dict[str, str | int] = {}
    for line in lines:
        listing = listings.get(line.product_id)
        quantity = _possible(listing, line.quantity, held) if listing else 0
        if listing is None or not quantity:
            found.missing.append(line.title)
            continue
        if quantity < line.quantity:
            found.lowered.append(line.title)
        if quantity > present.get(listing.pk, 0):
            wanted[str(listing.uid)] = quantity
    set_quantities(basket=found.basket, wanted=wanted, now=now)
    return found


def _offered(lines: list[Line], distribution: Distribution, now: datetime) -> dict[int, Listing]:
    listings = Listing.objects.filter(
        distribution=distribution, product__in=[line.product_id for line in lines]
    )
    rows = listings.offered().with_window().select_related("product", "stockrecord")
    return {
        row.product_id: row
        for row in rows
        if is_open(now, row.window_opens_at, row.window_closes_at)
    }


def _present(basket: Basket) -> dict[int, int]:
    if basket.pk is None:
        return {}
    return dict(basket.lines.values_list("listing_id", "quantity"))


def _possible(listing: Listing, quantity: int, held: dict[int, int]) -> int:
    remaining = left(listing)
    if remaining is None:
        return orderable(listing.product, quantity)
    return orderable(listing.product, min(quantity, remaining + held.get(listing.pk, 0)))
