"""The shelves of a shop, as somebody looks at them: its first aisles, or a part of one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Page
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from commons.core.stencils import filled
from distributions.calendar import sells
from distributions.models import Distribution
from shop.listings.cards import cards_of
from shop.listings.labels import shown_labels
from shop.listings.offer import Offer, offer_of
from shop.listings.quantity_fields import Parcels
from shop.listings.search import ShopQuery, found
from shop.listings.selectors import (
    SHOWN_AT_ONCE,
    Placed,
    ShopRow,
    in_full,
    listing_ids,
)
from shop.listings.shelf import Shelf
from shop.listings.shelves import Aisle, Part, aisles_of, first_parts, part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody looks at the shop of a distribution (read with its place, collective, network).

    `quantities` are base units by listing id, or None where the page is only looked at; for `held`
    and `refused` see `Shelf`; `habits` are the products (ids) that the household orders.
    """

    distribution: Distribution
    now: datetime
    query: ShopQuery
    quantities: Mapping[int, int] | None = None
    held: Mapping[int, Parcels] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    habits: frozenset[int] = frozenset()


class AisleWords(NamedTuple):
    """What `shop/_aisle.html` prints; `more` leads to the part that goes on, if any."""

    slug: str
    name: str
    counted: str
    cards: SafeString
    more: str = ""
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Shelves:
    """What `shop/_shelves.html` shows; `pages` of the aisle whose part is a page of its own."""

    aisles: SafeString
    pages: Page[Placed] | None
    found: int


class Stock(NamedTuple):
    """All that is offered; of it in full what is shown, by listing id; what the page shows."""

    offer: Offer
    rows: Mapping[int, ShopRow]
    shelf: Shelf
    aisles: Sequence[Aisle]
    shelves: Shelves


def stock_of(look: Look, in_basket: Iterable[int] = ()) -> Stock:
    """Read what is looked at, and beside it in full what is in the basket (listing ids)."""
    distribution, query = look.distribution, look.query
    offer = offer_of(distribution)
    is_selling = look.quantities is not None and sells(distribution, look.now)
    labels = shown_labels(distribution, offer.products)
    shelf = Shelf(
        *(distribution, labels, look.now, is_selling, look.held, look.refused),
        quantities=look.quantities or {},
    )
    asked = found(offer, labels, query, look.habits)
    aisles = offer.aisles if asked.spots is offer.spots else aisles_of(*asked)
    parts, pages = _parts(look, aisles, is_large=len(asked.spots) > SHOWN_AT_ONCE)
    shown = [spot.listing_id for part in parts for spot in part.shown]
    rows = in_full(distribution, offer.spots, {*shown, *in_basket})
    cards = cards_of([rows[pk] for pk in shown if pk in rows], shelf)
    shelves = Shelves(
        aisles=mark_safe("".join(_section(part, cards, query) for part in parts)),  # noqa: S308  (each is)
        pages=pages,
        found=sum(len(part.aisle.found) for part in parts),
    )
    return Stock(offer, rows, shelf, aisles, shelves)


def _parts(
    look: Look, aisles: Sequence[Aisle], *, is_large: bool
) -> tuple[list[Part], Page[Placed] | None]:
    """The part that is read alone with the pages of its aisle, else the first of every aisle."""
    query = look.query
    if query.aisle:
        for aisle in aisles:
            if aisle.slug == query.aisle:
                part, page = part_of(aisle, query.page)
                return [part], None if query.bare else page
        return [], None
    also = listing_ids(look.distribution, {*look.refused, query.near}) if is_large else ()
    return list(first_parts(aisles, also)), None


def _section(part: Part, cards: Mapping[int, SafeString], query: ShopQuery) -> SafeString:
    aisle, following = part.aisle, part.next
    words = AisleWords(
        slug=aisle.slug,
        name=aisle.name,
        counted=_counted(len(aisle.found)),
        cards=mark_safe(  # noqa: S308  (each is)
            "".join(cards[each.listing_id] for each in part.shown if each.listing_id in cards)
        ),
    )
    if following and (query.bare or not query.aisle):
        url = query.part(aisle.slug, following.number)
        words = words._replace(more=_more(aisle.name, len(following)), more_url=url)
    return filled("shop/_aisle.html", aisle=words._asdict())


def _counted(products: int) -> str:
    return ngettext("%(n)d product", "%(n)d products", products) % {"n": products}


def _more(name: str, products: int) -> str:
    words = ngettext("%(name)s: the next product", "%(name)s: the next %(n)d products", products)
    return words % {"name": name, "n": products}
