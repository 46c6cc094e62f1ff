"""What a shop shows: the listings of a distribution.

Few are read in full by one question. Of many the spots are read, enough to sort, count and search
them, and in full only those that a page shows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.core.cache import caches
from django.db.models import BigAutoField, F, FilteredRelation, IntegerField, Q, QuerySet

from commons.core.alphabet import place_in_alphabet
from commons.core.dates import WindowState, window_state
from commons.core.ids import is_uid
from commons.core.quantities import BaseUnit, SaleMode
from commons.core.questions import Among, Given, GivenSome, question
from distributions.models import Distribution
from shop.catalogue.goods import Goods
from shop.catalogue.models import Product
from shop.catalogue.pictures import LARGE, SMALL
from shop.listings.models import Listing
from shop.listings.querysets import ListingQuerySet
from shop.partner.querysets import named

HOUR = 3600
LOOKED_AT = 64
SHOWN_AT_ONCE = 100  # products; what is more is read in parts
# Field of ShopRow: where it is read from.
_COLUMNS = {
    "uid": "uid",
    "product_uid": "product__uid",
    "name": "product__title",
    "price": "price",
    "seller_name": named("product__seller__", "name"),
    "seller_slug": named("product__seller__", "slug"),
    "produced_by": "product__produced_by",
    "aisle": "product__aisle__slug",
    "aisle_name": "product__aisle__name",
    "unit_label": "product__unit_label",
    "noun_one": "product__noun_one",
    "noun_many": "product__noun_many",
    "sale_mode": "product__sale_mode",
    "base_unit": "product__base_unit",
    "step": "product__step",
    "least": "product__least",
    "most": "product__most",
    "net_content": "product__net_content",
    "net_unit": "product__net_unit",
    "estimated_weight": "product__estimated_weight",
    "keywords": "product__keywords",
    "small_picture": "small__file",
    "large_picture": "large__file",
    "listing_id": "pk",
    "product_id": "product_id",
    "aisle_position": "product__aisle__position",
    "is_featured": "is_featured",
    "ordered": "ordered",
    "quota": "quota",
    "limited": "limited",
    "in_stock": "stockrecord__num_in_stock",
    "allocated": "stockrecord__num_allocated",
    "opens_at": "window_opens_at",
    "closes_at": "window_closes_at",
}


class ShopRow(NamedTuple):
    """A listing as a shop shows it; quantities in base units, the price in euros, VAT included."""

    uid: UUID
    product_uid: UUID
    name: str
    price: Decimal
    seller_name: str
    seller_slug: str
    produced_by: str
    aisle: str
    aisle_name: str
    unit_label: str
    noun_one: str
    noun_many: str
    sale_mode: SaleMode
    base_unit: BaseUnit
    step: int
    least: int
    most: int | None
    net_content: int | None
    net_unit: str
    estimated_weight: int | None
    keywords: str
    small_picture: str | None
    large_picture: str | None
    listing_id: int
    product_id: int
    aisle_position: int
    is_featured: bool
    ordered: int
    quota: int | None
    limited: bool
    in_stock: int | None
    allocated: int | None
    opens_at: datetime | None
    closes_at: datetime | None

    @property
    def goods(self) -> Goods:
        """How it is sold there."""
        return Goods(
            sale_mode=SaleMode(self.sale_mode),
            base_unit=BaseUnit(self.base_unit),
            price=self.price,
            unit_label=self.unit_label,
            noun_one=self.noun_one,
            noun_many=self.noun_many,
            net_content=self.net_content,
            net_unit=BaseUnit(self.net_unit) if self.net_unit else None,
            estimated_weight=self.estimated_weight,
        )

    @property
    def left(self) -> int | None:
        """What can still be ordered; None where nothing limits it (`listings.stock.left`)."""
        if not self.limited:
            return None
        bounds = [] if self.quota is None else [self.quota - self.ordered]
        if self.in_stock is not None:
            bounds.append(self.in_stock - (self.allocated or 0))
        return max(0, min(bounds)) if bounds else None

    def state(self, now: datetime) -> WindowState:
        return window_state(now, self.opens_at, self.closes_at)


class Spot(NamedTuple):
    """Where a listing stands in a shop: what sorting, counting and searching ask of it."""

    listing_id: int
    product_id: int
    name: str
    produced_by: str
    keywords: str
    seller_name: str
    seller_slug: str
    aisle: str
    aisle_name: str
    aisle_position: int
    is_featured: bool


type Placed = ShopRow | Spot


def shop_listings(
    distribution: Distribution, *, beside: Product | None = None, also: Collection[int] = ()
) -> list[ShopRow]:
    """Every listing offered at a distribution, in one query.

    With `beside`, those of that product's seller, and those (by id) that are asked for also.

    By aisle; featured first, then by name, as the alphabet goes ("Épinards" before "Poireaux").
    """
    near = Q(product__seller=beside.seller_id) | Q(pk__in=also) if beside else Q()
    rows = _by_id(_offered().filter(near, distribution=distribution.pk))
    return sorted(rows.values(), key=place_on_the_shelf)


def moment_rows(
    distributions: Sequence[Distribution], most: int
) -> Mapping[int, Sequence[ShopRow]]:
    """Some of what distributions (by id) offer, to make one want to look, in one query.

    Featured first, then what has a picture. Nothing sold out, as far as the first rows tell.
    """
    found: dict[int, dict[int, ShopRow]] = {each.pk: {} for each in distributions}
    for *row, distribution in _first.ask(distributions=list(found)):
        shown = ShopRow._make(row)
        if shown.left is None or shown.left >= shown.least:
            found[distribution][shown.listing_id] = shown
    return {distribution: list(its.values())[:most] for distribution, its in found.items()}


def few_listings(distribution: Distribution) -> list[ShopRow] | None:
    """The same in no order; None where they are more than are shown at once.

    That a shop is large is remembered for an hour, for its next page to ask only for the spots. A
    page made of spots shows the same when it has shrunk meanwhile.
    """
    key, local = f"large-shop:{distribution.pk}", caches["local"]
    if local.get(key):
        return None
    few = _few.ask(distribution=distribution.pk)
    if len(few) <= SHOWN_AT_ONCE:
        return list(_by_id(few).values())
    local.set(key, True, HOUR)
    return None


def spot_rows(distribution: Distribution) -> list[tuple[Any, ...]]:
    """Where each listing stands, as the fields of ``Spot``, in no order."""
    return _spots.ask(distribution=distribution.pk)


def in_full(
    distribution: Distribution, spots: Sequence[Placed], shown: Collection[int]
) -> Mapping[int, ShopRow]:
    """By id, those of a shop's listings (ids) that a page shows; of few listings all."""
    if spots and isinstance(spots[0], Spot):
        return _by_id(_among.ask(distribution=distribution.pk, listings=shown))
    return {spot.listing_id: spot for spot in spots if isinstance(spot, ShopRow)}


def listing_ids(distribution: Distribution, uids: Iterable[str]) -> set[int]:
    """Those of a distribution that have one of these uids; others are nobody's."""
    named = [uid for uid in uids if is_uid(uid)]
    rows = Listing.objects.filter(distribution=distribution, uid__in=named)
    return set(rows.values_list("pk", flat=True))


def _by_id(rows: Iterable[tuple[Any, ...]]) -> dict[int, ShopRow]:
    """An image whose focal point moved may keep two renditions of one size."""
    return {row.listing_id: row for row in map(ShopRow._make, rows)}


@question
def _few() -> QuerySet[Any, tuple[Any, ...]]:
    """One more than is shown at once tells that there are more."""
    return _in_full(_offered_there())[: SHOWN_AT_ONCE + 1]


@question
def _first() -> QuerySet[Any, tuple[Any, ...]]:
    there = Among("distribution", GivenSome("distributions", IntegerField()))
    rows = _in_full(Listing.objects.offered(), "distribution").filter(there)
    placed = F("product__picture").asc(nulls_last=True)
    return rows.order_by("-is_featured", placed, "pk")[:LOOKED_AT]


@question
def _among() -> QuerySet[Any, tuple[Any, ...]]:
    return _in_full(_offered_there()).filter(Among("pk", GivenSome("listings", BigAutoField())))


@question
def _spots() -> QuerySet[Any, tuple[Any, ...]]:
    rows: Any = _offered_there()
    spots: QuerySet[Any, Any] = rows.values_list(*(_COLUMNS[name] for name in Spot._fields))
    return spots


def _offered_there() -> ListingQuerySet:
    rows: ListingQuerySet = Listing.objects.all()
    return rows.offered_at(Given("distribution", IntegerField()))


@cache
def _offered() -> QuerySet[Any, tuple[Any, ...]]:
    """Never evaluated itself: put together once."""
    return _in_full(Listing.objects.offered())


def _in_full(rows: ListingQuerySet, *more: str) -> QuerySet[Any, tuple[Any, ...]]:
    """`more` columns come last."""
    pictures: Any = rows.with_window().alias(small=_picture(SMALL), large=_picture(LARGE))
    columns: QuerySet[Any, Any] = pictures.values_list(
        *(_COLUMNS[name] for name in ShopRow._fields), *more
    )
    return columns


def place_on_the_shelf(row: Placed) -> tuple[object, ...]:
    """By aisle; featured first, then by name, as the alphabet goes."""
    aisle = (row.aisle_position, place_in_alphabet(row.aisle_name))
    return (*aisle, not row.is_featured, place_in_alphabet(row.name), row.listing_id)


def _picture(spec: str) -> FilteredRelation:
    return FilteredRelation(
        "product__picture__renditions",
        condition=Q(product__picture__renditions__filter_spec=spec),
    )
