"""What a household wants at a distribution: its order, with the changes of its basket over it.

Beside a standing order the basket holds only the lines that differ (0 = taken out); without one it
holds all that is wanted. Either way a draft is read the same: one `Wish` for each listing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from commons.core.dates import is_open
from commons.core.quantities import input_value
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.basket.quantities import Asked, Asks, Portion, Portions, goods_of
from shop.basket.querysets import shown_listings
from shop.basket.services import NOTHING
from shop.catalogue.deposits import Returnable, returnable_of
from shop.catalogue.goods import Goods, place_of
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.listings.quantity_fields import Parcels
from shop.order.models import Line, Order
from shop.order.seen import Seen, SeenLine, digest

type LinesByListing = Mapping[int, Sequence[Line]]


@dataclass(frozen=True)
class Wish:
    """A listing: the order's lines of it (the oldest first), and what is wanted (base units).

    What is held costs the price at which it was ordered; what is added costs today's; what is
    lowered leaves the newest line first. `chosen_at` is the price when the basket took it.
    """

    listing: Listing
    lines: Sequence[Line]
    quantity: int
    note: str
    chosen_at: Decimal | None = None

    @property
    def product(self) -> Product:
        product: Product = self.listing.product
        return product

    @cached_property
    def goods(self) -> Goods:
        """At today's price."""
        return goods_of(self.listing)

    @cached_property
    def held(self) -> int:
        return sum(line.due_quantity for line in self.lines)

    @property
    def held_cents(self) -> int:
        return sum(line.due_cents for line in self.lines)

    @property
    def parcels(self) -> Parcels:
        """What is held at each price, in base units and cents, the oldest first."""
        due = [line for line in self.lines if line.due_quantity]
        return tuple((line.due_quantity, line.due_cents) for line in due)

    @property
    def delta(self) -> int:
        return self.quantity - self.held

    @property
    def cents(self) -> int:
        """What the quantity that is wanted comes to."""
        return self.cents_for(self.quantity)

    def cents_for(self, quantity: int) -> int:
        """Cents, VAT included, of another quantity (base units) in the place of the wanted one."""
        return sum(self._worth(line, share) for line, share in self.shares(quantity))

    @property
    def _same(self) -> Line | None:
        """The order's line at today's price."""
        return next((line for line in self.lines if line.price == self.listing.price), None)

    def shares(self, quantity: int) -> Iterator[tuple[Line | None, int]]:
        """How much of a quantity is on which line; None is a line at today's price, to be made."""
        rest = quantity
        more = max(quantity - self.held, 0)
        same = self._same
        for line in self.lines:
            share = min(line.due_quantity, rest)
            rest -= share
            yield line, share + (more if line is same else 0)
        if more and same is None:
            yield None, more

    def _worth(self, line: Line | None, share: int) -> int:
        """Nothing is held of a line that was cancelled: it is ordered anew, at today's terms."""
        if line is None or not line.due_quantity:
            return self.goods.amount(share)
        return line.due_cents if share == line.due_quantity else line.goods.amount(share)

    @property
    def returnable(self) -> Returnable | None:
        """What it comes in; what is ordered keeps the container that it was ordered in."""
        held = next((line for line in self.lines if line.due_quantity), None)
        return held.returnable if held else returnable_of(self.product)

    @property
    def deposit_cents(self) -> int | None:
        """What is owed for containers beside the goods; None where none bears a deposit."""
        container = self.returnable
        if container is None or not container.deposit_cents:
            return None
        return container.cents(self.quantity, self.product.base_unit)

    @property
    def ordered_note(self) -> str:
        return held_of(self.lines).note

    @property
    def is_changed(self) -> bool:
        return bool(self.delta) or (self.quantity > 0 and self.note != self.ordered_note)

    @property
    def is_at_two_prices(self) -> bool:
        """Whether what is held, or some of it, costs another price than what would be added."""
        price = self.listing.price
        return any(line.due_quantity and line.price != price for line in self.lines)

    @property
    def former_price(self) -> Decimal | None:
        """The price at which it was chosen, where what is added costs another one by now."""
        is_other = self.chosen_at is not None and self.chosen_at != self.listing.price
        return self.chosen_at if is_other and self.delta > 0 else None

    @property
    def closes_at(self) -> datetime | None:
        """Its own closing, read with the listing (`with_window`)."""
        listing: Any = self.listing
        closes_at: datetime | None = listing.window_closes_at
        return closes_at

    def is_open(self, now: datetime) -> bool:
        """Whether its own window is open."""
        listing: Any = self.listing
        return is_open(now, listing.window_opens_at, self.closes_at)


@dataclass(frozen=True)
class Draft:
    """What a household, or a visitor, wants at a distribution, by seller; `order` stands there."""

    distribution: Distribution
    order: Order | None
    wishes: Sequence[Wish]

    @property
    def wanted(self) -> list[Wish]:
        return [wish for wish in self.wishes if wish.quantity]

    @property
    def changes(self) -> list[Wish]:
        return [wish for wish in self.wishes if wish.is_changed]

    @property
    def total_cents(self) -> int:
        return sum(wish.cents for wish in self.wishes)

    @property
    def delta_cents(self) -> int:
        """What the changes come to."""
        return self.total_cents - sum(wish.held_cents for wish in self.wishes)

    @property
    def deposit_cents(self) -> int | None:
        """What is owed for containers beside the total; None where none bears a deposit."""
        deposits = [cents for wish in self.wanted if (cents := wish.deposit_cents) is not None]
        return sum(deposits) if deposits else None

    @property
    def shown(self) -> Seen:
        """What a page that shows this draft shows; its button sends it back."""
        return Seen({str(wish.listing.uid): _seen(wish) for wish in self.wishes})


def draft_of(basket: Basket, order: Order | None) -> Draft:
    """The draft of a basket, stored or not, beside the household's standing order, if there is one.

    The basket's distribution is read, with its collective. Three queries at most.
    """
    asked = asked_of([basket]).get(basket.distribution_id, {})
    return draft_with(basket.distribution, order, asked)


def draft_with(
    distribution: Distribution,
    order: Order | None,
    asked: Asks,
    listings: Mapping[int, Listing] | None = None,
) -> Draft:
    """The draft of what is asked, beside the order that stands, if there is one.

    Two queries, one where the caller has read the listings (as `shown_listings`).
    """
    lines = lines_by_order([order])[order.pk] if order else {}
    if listings is None:
        listings = shown_listings(_ids(lines, asked))
    return _draft(distribution, order, lines=lines, asked=asked, listings=listings)


def held_draft(order: Order) -> Draft:
    """What an order holds, as a draft that changes nothing; its distribution is read."""
    return draft_with(order.distribution, order, {})


def drafts_beside(orders: Collection[Order], asked: Mapping[int, Asks]) -> list[Draft]:
    """The drafts beside some orders in two queries; what is asked by distribution id."""
    lines = lines_by_order(orders)
    by_order = {order: (lines[order.pk], asked.get(order.distribution_id, {})) for order in orders}
    ids = {pk for own in by_order.values() for pk in _ids(*own)}
    listings = shown_listings(ids)
    return [
        _draft(order.distribution, order, lines=own, asked=said, listings=listings)
        for order, (own, said) in by_order.items()
    ]


def asked_of(baskets: Collection[Basket]) -> dict[int, dict[int, Asked]]:
    """What some baskets say, by distribution id and listing id, in one query."""
    asked: dict[int, dict[int, Asked]] = defaultdict(dict)
    distributions = {basket.pk: basket.distribution_id for basket in baskets if basket.pk}
    if distributions:
        rows = BasketLine.objects.filter(basket__in=distributions).order_by("pk")
        fields = ("basket_id", "listing_id", "quantity", "note", "price_incl_tax")
        for basket, listing, *said in rows.values_list(*fields):
            asked[distributions[basket]][listing] = Asked(*said)
    return asked


def lines_by_order(orders: Iterable[Order]) -> dict[int, dict[int, list[Line]]]:
    """By order id and listing id, the lines of some orders, the oldest first."""
    lines: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    ids = [order.pk for order in orders]
    if ids:
        for line in Line.objects.filter(order__in=ids).select_related("seller").order_by("pk"):
            lines[line.order_id][line.listing_id].append(line)
    return lines


def held_of(lines: Iterable[Line]) -> Portion:
    """What an order holds of a listing."""
    due = [line for line in lines if line.due_quantity]
    if not due:
        return NOTHING
    return Portion(sum(line.due_quantity for line in due), due[0].note)


def held_by(lines: LinesByListing) -> Portions:
    """What an order holds, by listing id."""
    return {pk: held for pk, found in lines.items() if (held := held_of(found)).quantity}


def wishes_of(listings: Mapping[int, Listing], lines: LinesByListing, wanted: Asks) -> list[Wish]:
    """One wish for each listing: what is wanted of it, else what the order holds."""
    wishes = []
    for pk, listing in listings.items():
        own = lines.get(pk, [])
        asked = wanted.get(pk) or Asked(*held_of(own))
        wishes.append(Wish(listing, own, asked.quantity, asked.note, asked.chosen_at))
    return sorted(wishes, key=place_of_wish)


def _draft(
    distribution: Distribution,
    order: Order | None,
    *,
    lines: LinesByListing,
    asked: Asks,
    listings: Mapping[int, Listing],
) -> Draft:
    own = {pk: listings[pk] for pk in _ids(lines, asked) if pk in listings}
    return Draft(distribution, order, wishes_of(own, lines, asked))


def _ids(lines: LinesByListing, asked: Asks) -> set[int]:
    """The listings of which something is wanted or held."""
    held = held_by(lines).keys()
    return {*held, *(pk for pk, portion in asked.items() if portion.quantity)}


def place_of_wish(wish: Wish) -> tuple[object, ...]:
    product = wish.product
    seller = product.seller
    return place_of(seller.name, product.name, is_last=seller.is_collective)


def _seen(wish: Wish) -> SeenLine:
    shown, one = (
        input_value(wish.quantity, wish.goods.base_unit),
        wish.goods.amount(wish.goods.whole),
    )
    return SeenLine(shown, wish.cents, one, digest(wish.note) if wish.quantity else "")
