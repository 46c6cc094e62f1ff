"""All that a shop offers, and what each of its pages makes of it.

Of a large shop a process keeps both, and uses them again where the database answers the very same
rows: what changed since is another answer, so nothing kept is ever stale.
"""

from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from commons.core.search import Index, index_of, words_of
from distributions.models import Distribution
from shop.listings.cards import producer_words
from shop.listings.selectors import Placed, Spot, few_listings, spot_rows
from shop.listings.shelves import Aisle, aisles_of

SHOPS_KEPT = 8  # some megabytes each


@dataclass(frozen=True)
class Offer:
    """`spots` in no order; in full only where all of them are shown at once."""

    spots: Sequence[Placed]

    @cached_property
    def aisles(self) -> Sequence[Aisle]:
        return aisles_of(self.spots)

    @cached_property
    def sellers(self) -> Mapping[tuple[str, str], int]:
        """How many listings each has, by name and address."""
        return Counter((spot.seller_name, spot.seller_slug) for spot in self.spots)

    @cached_property
    def products(self) -> frozenset[int]:
        """Their ids."""
        return frozenset(spot.product_id for spot in self.spots)

    @cached_property
    def indexes(self) -> tuple[Index, Index]:
        """What finds each of them, its listing id by word: its name, then what is told beside."""
        names = index_of((spot.listing_id, words_of(spot.name)) for spot in self.spots)
        return names, index_of((spot.listing_id, _words_beside(spot)) for spot in self.spots)


type _Rows = Sequence[tuple[Any, ...]]
_kept: OrderedDict[int, tuple[_Rows, Offer]] = OrderedDict()
# Another thread may let go of a shop between two steps.
_keeping = Lock()


def offer_of(distribution: Distribution) -> Offer:
    """What a distribution offers: in full where it is little, else where each listing stands."""
    if distribution.cancelled_at:
        return Offer(())
    few = few_listings(distribution)
    if few is not None:
        return Offer(few)
    rows = spot_rows(distribution)
    before = _kept.get(distribution.pk)
    if before is not None and before[0] == rows:
        return before[1]
    offer = Offer([Spot._make(row) for row in rows])
    _keep(distribution.pk, rows, offer)
    return offer


def _keep(distribution: int, rows: _Rows, offer: Offer) -> None:
    with _keeping:
        _kept[distribution] = (rows, offer)
        _kept.move_to_end(distribution)
        while len(_kept) > SHOPS_KEPT:
            _kept.popitem(last=False)


def _words_beside(spot: Placed) -> tuple[str, ...]:
    producer = spot.seller_name
    if spot.produced_by:
        producer = producer_words(spot.produced_by, producer)
    return words_of(producer, spot.keywords, spot.aisle_name)
