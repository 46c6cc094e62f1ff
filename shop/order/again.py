"""Order the same again: a draft at another distribution with what is offered there."""

from dataclasses import dataclass, field
from datetime import datetime

from commons.core.dates import is_open
from commons.core.locking import write
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.basket.quantities import orderable
from shop.basket.services import open_basket
from shop.listings.models import Listing
from shop.listings.stock import left
from shop.order.drafts import draft_of
from shop.order.models import Line, Order
from shop.order.selectors import standing_order
from shop.order.services import choose


@dataclass(slots=True)
class Again:
    """The basket that was filled; products by name that are not there, or not as many.

    `added`: how many products are in it now that were not, or not as many.
    """

    basket: Basket
    added: int = 0
    missing: list[str] = field(default_factory=list)
    lowered: list[str] = field(default_factory=list)


@write
def order_again(*, order: Order, distribution: Distribution, now: datetime) -> Again:
    """Fill the household's draft with what an order held, as far as it is offered there and left.

    Nothing is ordered. What is wanted there already is only raised, never lowered.
    """
    again = Again(open_basket(household=order.household, distribution=distribution))
    former = _former(order)
    listings = _offered(former, distribution, now)
    draft = draft_of(again.basket, standing_order(order.household, distribution))
    wishes = {wish.listing.pk: wish for wish in draft.wishes}
    wanted: dict[str, str | int] = {}
    for product, (title, before) in former.items():
        listing = listings.get(product)
        wish = wishes.get(listing.pk) if listing else None
        quantity = _possible(listing, before, wish.held if wish else 0) if listing else 0
        if listing is None or not quantity:
            again.missing.append(title)
            continue
        if quantity < before:
            again.lowered.append(title)
        if quantity > (wish.quantity if wish else 0):
            wanted[str(listing.uid)] = quantity
    choose(basket=again.basket, wanted=wanted, now=now)
    again.added = len(wanted)
    return again


def _former(order: Order) -> dict[int, tuple[str, int]]:
    """What an order holds by product, or held before it was cancelled: its name, and base units."""
    lines = Line.objects.filter(order=order).order_by("pk")
    former: dict[int, tuple[str, int]] = {}
    for line in lines if order.cancelled_at else lines.counted():
        quantity = line.quantity if order.cancelled_at else line.due_quantity
        _name, before = former.get(line.product_id, ("", 0))
        former[line.product_id] = (line.title, before + quantity)
    return former


def _offered(
    products: dict[int, tuple[str, int]], distribution: Distribution, now: datetime
) -> dict[int, Listing]:
    listings = Listing.objects.filter(distribution=distribution, product__in=products)
    rows = listings.offered().with_window().select_related("product", "stockrecord")
    return {
        row.product_id: row
        for row in rows
        if is_open(now, row.window_opens_at, row.window_closes_at)
    }


def _possible(listing: Listing, quantity: int, held: int) -> int:
    remaining = left(listing)
    available = quantity if remaining is None else min(quantity, remaining + held)
    return orderable(listing.product, available)
