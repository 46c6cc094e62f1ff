"""Search and filters of a shop, on the rows in memory; the browser does the same on its cards."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from commons.core.search import matches
from shop.listings.cards import producer_words
from shop.listings.selectors import ShopRow, ShownLabel, folded
from shop.listings.shelf import Shelf

LONGEST = 100


@dataclass(frozen=True, slots=True)
class ShopQuery:
    """What of a shop is asked for: a text, farms (any of them), labels (all of them), habits."""

    text: str = ""
    farms: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    habits: bool = False

    @classmethod
    def of(cls, asked: QueryDict) -> "ShopQuery":
        return cls(
            text=asked.get("q", "").strip()[:LONGEST],
            farms=frozenset(asked.getlist("ferme")),
            labels=frozenset(asked.getlist("label")),
            habits="habitudes" in asked,
        )

    @property
    def is_partial(self) -> bool:
        """Whether the page may lack cards that another query would show."""
        return bool(self.text or self.farms or self.labels or self.habits)


def found(
    rows: Iterable[ShopRow], shelf: Shelf, query: ShopQuery, habits: Collection[int] = ()
) -> list[ShopRow]:
    """The rows that a query asks for, in their order; `habits` are product ids."""
    if query.habits:
        rows = [row for row in rows if row.product_id in habits]
    if query.farms:
        rows = [row for row in rows if row.seller_slug in query.farms]
    if query.labels:
        rows = [row for row in rows if query.labels <= _slugs(shelf.labels, row)]
    if query.text:
        rows = [row for row in rows if matches(query.text, _words(row))]
    return list(rows)


def _slugs(labels: Mapping[int, Sequence[ShownLabel]], row: ShopRow) -> set[str]:
    return {label.slug for label in labels.get(row.product_id, ())}


def _words(row: ShopRow) -> list[str]:
    producer = producer_words(row.produced_by, row.seller_name)
    texts = (row.name, producer, row.keywords, row.aisle_name)
    return " ".join(map(folded, texts)).split()
