"""How a shop is read in parts: whole while it is small; else its first aisles, then part by part.

A part is a page of an aisle, with an address of its own. The script puts it in the place of the
link to it, as one comes near; without script one follows the link.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator

from commons.core.alphabet import place_in_alphabet
from shop.listings.selectors import SHOWN_AT_ONCE, Placed, place_on_the_shelf

PART = 48  # products: rows of 2, 3, 4 or 6 are full
ORPHANS = 12  # so few more are no part of their own
NOWHERE: Mapping[int, int] = {}


@dataclass(frozen=True)
class Aisle:
    """What a query finds in an aisle, the nearest first; sorted only where some of it is shown.

    `ranks` by listing id: how near it comes to the text that is searched, 0 where none is.
    """

    slug: str
    name: str
    found: Sequence[Placed]
    pages: Paginator[Placed]
    ranks: Mapping[int, int]

    @cached_property
    def spots(self) -> Sequence[Placed]:
        ranks = self.ranks
        return sorted(
            self.found, key=lambda spot: (ranks.get(spot.listing_id, 0), *place_on_the_shelf(spot))
        )

    @property
    def nearest(self) -> int:
        return min((self.ranks.get(spot.listing_id, 0) for spot in self.found), default=0)

    def page_of(self, listings: Collection[int]) -> int:
        """The last page that holds one of these (ids); 0 where none does."""
        if not listings or not any(spot.listing_id in listings for spot in self.found):
            return 0
        last = max(n for n, spot in enumerate(self.spots) if spot.listing_id in listings)
        return min(last // self.pages.per_page + 1, self.pages.num_pages)


@dataclass(frozen=True, slots=True)
class Part:
    """What a page shows of an aisle; `next` is the page of the aisle that goes on, if any."""

    aisle: Aisle
    shown: Sequence[Placed]
    next: Page[Placed] | None = None


def aisles_of(spots: Sequence[Placed], ranks: Mapping[int, int] = NOWHERE) -> list[Aisle]:
    """The aisles of what a query finds: that of the nearest first, else in their order."""
    aisles = defaultdict[tuple[int, str, str], list[Placed]](list)
    for spot in spots:
        aisles[spot.aisle_position, spot.aisle_name, spot.aisle].append(spot)
    most = PART if len(spots) > SHOWN_AT_ONCE else SHOWN_AT_ONCE
    in_order = [
        Aisle(slug, name, found, Paginator(found, most, orphans=ORPHANS), ranks)
        for (_position, name, slug), found in sorted(aisles.items(), key=_place_of_aisle)
    ]
    return sorted(in_order, key=lambda aisle: aisle.nearest) if ranks else in_order


def _place_of_aisle(aisle: tuple[tuple[int, str, str], object]) -> tuple[int, str, str]:
    (position, name, slug), _found = aisle
    return (position, place_in_alphabet(name), slug)


def first_parts(aisles: Sequence[Aisle], also: Collection[int] = ()) -> Iterator[Part]:
    """A part of each aisle in turn, until one is full; nothing of the others.

    But of every aisle all that leads to `also` (ids of listings).
    """
    shown = 0
    for aisle in aisles:
        is_next = shown < aisle.pages.per_page
        shown += len(aisle.pages.page(1))
        yield _up_to(aisle, max(aisle.page_of(also), int(is_next)))


def part_of(aisle: Aisle, number: str) -> tuple[Part, Page[Placed]]:
    """A page of an aisle alone, whatever was asked for as its number."""
    page = aisle.pages.get_page(number)
    shown = aisle.spots[page.start_index() - 1 : page.end_index()]
    return Part(aisle, shown, _next(aisle, page.number)), page


def _up_to(aisle: Aisle, number: int) -> Part:
    shown = aisle.spots[: aisle.pages.page(number).end_index()] if number else []
    return Part(aisle, shown, _next(aisle, number))


def _next(aisle: Aisle, number: int) -> Page[Placed] | None:
    return aisle.pages.page(number + 1) if number < aisle.pages.num_pages else None
