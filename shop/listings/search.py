"""Search and filters of a shop, on the spots in memory; the browser asks for them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict
from django.utils.http import urlencode

from commons.core.search import ranks_of, words_of
from shop.listings.labels import Labels, sets_of
from shop.listings.offer import Offer
from shop.listings.selectors import Placed

LONGEST = 100
NEAR, BARE = "voir", "seul"


@dataclass(frozen=True, slots=True)
class ShopQuery:
    """What of a shop is asked for: a text, farms (any of them), labels (all of them), habits.

    `aisle` and `page`: the part of an aisle that is read alone. `near`: the uid of a listing that
    is to be seen, in whatever part it stands. `bare`: without the page around.
    """

    text: str = ""
    farms: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    habits: bool = False
    aisle: str = ""
    page: str = ""
    near: str = ""
    bare: bool = False

    @classmethod
    def of(cls, asked: QueryDict) -> "ShopQuery":
        return cls(
            text=asked.get("q", "").strip()[:LONGEST],
            farms=frozenset(asked.getlist("ferme")),
            labels=frozenset(asked.getlist("label")),
            habits="habitudes" in asked,
            aisle=asked.get("rayon", ""),
            page=asked.get("page", ""),
            near=asked.get(NEAR, ""),
            bare=BARE in asked,
        )

    @property
    def filters(self) -> int:
        """How many of them are on."""
        return len(self.farms) + len(self.labels) + self.habits

    @property
    def is_partial(self) -> bool:
        """Whether the page may lack cards that another query would show."""
        return bool(self.text or self.farms or self.labels or self.habits or self.aisle)

    def part(self, aisle: str, page: int) -> str:
        """The address of a part of what is asked for, beside that of its shop."""
        asked: dict[str, str | int | list[str]] = {
            "q": self.text,
            "ferme": sorted(self.farms),
            "label": sorted(self.labels),
            "habitudes": [""] if self.habits else [],
            "rayon": aisle,
            "page": page,
        }
        return f"?{urlencode({name: value for name, value in asked.items() if value}, doseq=True)}"


class Found(NamedTuple):
    """What a query asks for, and how near it comes, by listing id; 0 where that is not said."""

    spots: Sequence[Placed]
    ranks: Mapping[int, int]


def found(offer: Offer, labels: Labels, query: ShopQuery, habits: Collection[int] = ()) -> Found:
    """Those that a query asks for, in their order; `labels` by product id, `habits` product ids."""
    spots = offer.spots
    if query.habits:
        spots = [spot for spot in spots if spot.product_id in habits]
    if query.farms:
        spots = [spot for spot in spots if spot.seller_slug in query.farms]
    if query.labels:
        spots = [spot for spot in spots if query.labels <= _slugs(labels, spot)]
    return _ranked(spots, offer, labels, query.text) if query.text else Found(spots, {})


def _ranked(spots: Sequence[Placed], offer: Offer, labels: Labels, text: str) -> Found:
    """The word of a label means the label: "AB" finds no apricots ("abricots")."""
    by_label = _ByLabel(offer.spots, labels)
    ranks = ranks_of(text, [*offer.indexes, by_label], set(by_label))
    if ranks is None:
        return Found(spots, {})
    return Found([spot for spot in spots if spot.listing_id in ranks], ranks)


class _ByLabel(Mapping[str, list[int]]):
    """An index of the words of labels: which listings have one is looked up when it is asked."""

    def __init__(self, spots: Iterable[Placed], labels: Labels) -> None:
        self._spots, self._labels = spots, labels
        sets = sets_of(labels).items()
        self._words = {key: words_of(*(label.words for label in its)) for key, its in sets}

    def __getitem__(self, word: str) -> list[int]:
        sets = {key for key, words in self._words.items() if word in words}
        if not sets:
            raise KeyError(word)
        labels = self._labels
        return [spot.listing_id for spot in self._spots if id(labels.get(spot.product_id)) in sets]

    def __iter__(self) -> Iterator[str]:
        return iter(frozenset[str]().union(*self._words.values()))

    def __len__(self) -> int:
        return sum(1 for _word in self)


def _slugs(labels: Labels, spot: Placed) -> set[str]:
    return {label.slug for label in labels.get(spot.product_id, ())}
