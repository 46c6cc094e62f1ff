"""The shelves of a shop, as somebody looks at them: its first aisles, or a part of one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Page
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from distributions.calendar import sells
from distributions.models import Distribution
from shop.listings.cards import cards_of
from shop.listings.labels import shown_labels
from shop.listings.quantity_fields import Parcels
from shop.listings.search import ShopQuery, found
from shop.listings.selectors import (
    SHOWN_AT_ONCE,
    Placed,
    ShopRow,
    in_full,
    listing_ids,
    shop_spots,
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


@dataclass(frozen=True, slots=True)
class ShownAisle:
    """`count` is how many products are found in it; `next` the part that goes on, if any."""

    slug: str
    name: str
    count: int
    cards: SafeString
    next: Page[Placed] | None


@dataclass(frozen=True, slots=True)
class Shelves:
    """What `shop/_shelves.html` shows. Read alone, a part has the pages of its aisle."""

    aisles: Sequence[ShownAisle]
    pages: Page[Placed] | None
    found: int


class Stock(NamedTuple):
    """All that is offered; of it in full what is shown, by listing id; what the page shows."""

    spots: Sequence[Placed]
    rows: Mapping[int, ShopRow]
    shelf: Shelf
    aisles: Sequence[Aisle]
    shelves: Shelves


def stock_of(look: Look, in_basket: Iterable[int] = ()) -> Stock:
    """Read what is looked at, and beside it in full what is in the basket (listing ids)."""
    distribution, query = look.distribution, look.query
    spots = [] if distribution.cancelled_at else shop_spots(distribution)
    is_selling = look.quantities is not None and sells(distribution, look.now)
    labels = shown_labels(distribution, spots)
    shelf = Shelf(
        *(distribution, labels, look.now, is_selling, look.held, look.refused),
        quantities=look.quantities or {},
    )
    asked = found(spots, labels, query, look.habits)
    aisles = aisles_of(asked)
    parts, pages = _parts(look, aisles, is_large=len(asked) > SHOWN_AT_ONCE)
    shown = [spot.listing_id for part in parts for spot in part.shown]
    rows = in_full(distribution, spots, {*shown, *in_basket})
    cards = cards_of([rows[pk] for pk in shown if pk in rows], shelf)
    count = sum(len(part.aisle.found) for part in parts)
    shelves = Shelves([_shown(part, cards) for part in parts], pages, count)
    return Stock(spots, rows, shelf, aisles, shelves)


def _parts(
    look: Look, aisles: Sequence[Aisle], *, is_large: bool
) -> tuple[list[Part], Page[Placed] | None]:
    """The part that is read alone with the pages of its aisle, else the first of every aisle."""
    query = look.query
    if query.aisle:
        for aisle in aisles:
            if aisle.slug == query.aisle:
                part, page = part_of(aisle, query.page)
                return [part], page
        return [], None
    also = listing_ids(look.distribution, {*look.refused, query.near}) if is_large else ()
    return list(first_parts(aisles, also)), None


def _shown(part: Part, cards: Mapping[int, SafeString]) -> ShownAisle:
    made = ((cards[spot.listing_id],) for spot in part.shown if spot.listing_id in cards)
    aisle, html = part.aisle, format_html_join("", "{}", made)
    return ShownAisle(aisle.slug, aisle.name, len(aisle.found), html, part.next)
