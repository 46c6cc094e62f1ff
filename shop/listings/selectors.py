"""What a shop shows: every listing of a distribution in one query, its labels in a second."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from uuid import UUID

from django.core.cache import caches
from django.db.models import F, FilteredRelation, IntegerField, Q, QuerySet

from commons.core.dates import WindowState, window_state
from commons.core.quantities import BaseUnit, SaleMode
from commons.core.questions import Given, question
from commons.core.search import fold
from distributions.models import Distribution
from shop.catalogue.goods import Goods
from shop.catalogue.models import Product
from shop.catalogue.pictures import LARGE, SMALL
from shop.listings.models import Listing
from shop.partner.querysets import named

MINUTE = 60
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


class ShownLabel(NamedTuple):
    """A label that the seller may show: its certificate is valid on the day."""

    position: int
    slug: str
    name: str
    badge: str
    is_organic: bool


def shop_listings(
    distribution: Distribution, *, beside: Product | None = None, also: Collection[int] = ()
) -> list[ShopRow]:
    """Every listing offered at a distribution, in one query.

    With `beside`, those of that product's seller, and those (by id) that are asked for also.

    By aisle; featured first, then by name, as the alphabet goes ("Épinards" before "Poireaux").
    """
    found = map(ShopRow._make, _listings(distribution, beside, also))
    # An image whose focal point moved may keep two renditions of one size.
    return sorted({row.listing_id: row for row in found}.values(), key=_place_on_the_shelf)


def _listings(
    distribution: Distribution, beside: Product | None, also: Collection[int]
) -> Iterable[tuple[Any, ...]]:
    if beside is None:
        return _of_distribution.ask(distribution=distribution.pk)
    near = Q(product__seller=beside.seller_id) | Q(pk__in=also)
    return _offered().filter(near, distribution=distribution.pk)


@question
def _of_distribution() -> QuerySet[Any, tuple[Any, ...]]:
    return _offered().filter(distribution=Given("distribution", IntegerField()))


@cache
def _offered() -> QuerySet[Any, tuple[Any, ...]]:
    """Never evaluated itself: put together once."""
    rows = Listing.objects.offered().with_window()
    pictures = rows.alias(small=_picture(SMALL), large=_picture(LARGE))
    columns: QuerySet[Any, Any] = pictures.values_list(
        *(_COLUMNS[name] for name in ShopRow._fields)
    )
    return columns


def _place_on_the_shelf(row: ShopRow) -> tuple[object, ...]:
    aisle = (row.aisle_position, row.aisle_name)
    return (*aisle, not row.is_featured, folded(row.name), row.listing_id)


folded = lru_cache(maxsize=8192)(fold)


def _picture(spec: str) -> FilteredRelation:
    return FilteredRelation(
        "product__picture__renditions",
        condition=Q(product__picture__renditions__filter_spec=spec),
    )


def shown_labels(
    distribution: Distribution, rows: Sequence[ShopRow]
) -> Mapping[int, list[ShownLabel]]:
    """By product id, the labels of what a distribution offers, in one query.

    A farm's label needs a certificate valid on the day; what the collective itself sells comes
    from others, whose labels it has checked. Kept for a minute, for the same products.
    """
    if not rows:
        return {}
    products = ",".join(map(str, sorted(row.product_id for row in rows)))
    key = f"labels:{distribution.pk}:{blake2b(products.encode(), digest_size=16).hexdigest()}"
    local = caches["local"]
    kept: Mapping[int, list[ShownLabel]] | None = local.get(key)
    if kept is None:
        kept = dict(_labels(distribution))
        local.set(key, kept, MINUTE)
    return kept


def _labels(distribution: Distribution) -> Mapping[int, list[ShownLabel]]:
    return _by_product(_certified_labels(distribution))


# Field of ShownLabel: where it is read from.
_LABEL = {
    "position": "label__position",
    "slug": "label__slug",
    "name": "label__name",
    "badge": "label__badge",
    "is_organic": "label__is_organic",
}


def _certified_labels(distribution: Distribution) -> QuerySet[Any, tuple[Any, ...]]:
    certificate, day = "product__seller__farm__certifications__", distribution.day
    is_valid = Q(
        **{
            f"{certificate}label_id": F("label_id"),
            f"{certificate}valid_from__lte": day,
            f"{certificate}valid_until__gte": day,
        }
    )
    rows = Product.labels.through.objects.filter(product__listings__distribution=distribution)
    certified = rows.filter(is_valid | Q(product__seller__farm__isnull=True)).order_by().distinct()
    labels: QuerySet[Any, tuple[Any, ...]] = certified.values_list(
        "product_id", *(_LABEL[name] for name in ShownLabel._fields)
    )
    return labels


def _by_product(rows: Iterable[tuple[Any, ...]]) -> Mapping[int, list[ShownLabel]]:
    labels: dict[int, list[ShownLabel]] = defaultdict(list)
    for product_id, *label in sorted(rows):
        labels[product_id].append(ShownLabel._make(label))
    return labels
