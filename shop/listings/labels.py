"""The labels of what a distribution offers, as far as its sellers may show them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db.models import F, Q, QuerySet

from distributions.models import Distribution
from shop.catalogue.models import Product

MINUTE = 60
_Labelled = Product.labels.through


class ShownLabel(NamedTuple):
    """A label that the seller may show: its certificate is valid on the day."""

    position: int
    slug: str
    name: str
    badge: str
    is_organic: bool

    @property
    def words(self) -> str:
        """What finds it in a search: "bio" finds each that is organic."""
        organic = "bio" if self.is_organic else ""
        return f"{self.slug} {self.name} {self.badge} {organic}".strip()


type Labels = Mapping[int, tuple[ShownLabel, ...]]
"""By product id."""


def shown_labels(distribution: Distribution, products: frozenset[int]) -> Labels:
    """The labels of what a distribution offers, in one query.

    A farm's label needs a certificate valid on the day; what the collective itself sells comes
    from others, whose labels it has checked. Kept for a minute, for the same products.
    """
    offered = _Labelled.objects.filter(product__listings__distribution=distribution)
    return _kept(f"labels:{distribution.pk}", products, offered, [distribution.day])


def labels_on(days: Collection[date], products: frozenset[int]) -> Labels:
    """Those of a few products, offered on one of these days, that may be shown on each of them."""
    rows = _Labelled.objects.filter(product__in=products)
    return _kept(f"labels:{min(days)}:{max(days)}", products, rows, days)


def sets_of(labels: Labels) -> dict[int, tuple[ShownLabel, ...]]:
    """Each set of labels, by its `id`: products with the same share one (`_by_product`).

    So thousands of products are told apart without a look into their labels.
    """
    return {id(its): its for its in labels.values()}


def times_shown(labels: Labels, products: Iterable[int]) -> Counter[ShownLabel]:
    """How many of some products (ids, as often as they are offered) show each label."""
    alike = Counter(map(id, map(labels.get, products)))
    times: Counter[ShownLabel] = Counter()
    for key, its in sets_of(labels).items():
        times.update(dict.fromkeys(its, alike[key]))
    return times


# Field of ShownLabel: where it is read from.
_LABEL = {
    "position": "label__position",
    "slug": "label__slug",
    "name": "label__name",
    "badge": "label__badge",
    "is_organic": "label__is_organic",
}


def _kept(
    name: str, products: frozenset[int], rows: QuerySet[Any], days: Collection[date]
) -> Labels:
    if not products:
        return {}
    key, local = f"{name}:{hash(products)}", caches["local"]
    kept: Labels | None = local.get(key)
    if kept is None:
        kept = _by_product(_certified(rows, days))
        local.set(key, kept, MINUTE)
    return kept


def _certified(rows: QuerySet[Any], days: Collection[date]) -> QuerySet[Any, tuple[Any, ...]]:
    certificate = "product__seller__farm__certifications__"
    is_valid = Q(
        **{
            f"{certificate}label_id": F("label_id"),
            f"{certificate}valid_from__lte": min(days),
            f"{certificate}valid_until__gte": max(days),
        }
    )
    certified = rows.filter(is_valid | Q(product__seller__farm__isnull=True)).order_by().distinct()
    labels: QuerySet[Any, tuple[Any, ...]] = certified.values_list(
        "product_id", *(_LABEL[name] for name in ShownLabel._fields)
    )
    return labels


def _by_product(rows: Iterable[tuple[Any, ...]]) -> Labels:
    """Products with the same labels share them, so that the cache reads thousands at once."""
    shared: dict[tuple[ShownLabel, ...], tuple[ShownLabel, ...]] = {}
    labels: dict[int, tuple[ShownLabel, ...]] = defaultdict(tuple)
    for product_id, *label in sorted(rows):
        both = (*labels[product_id], ShownLabel._make(label))
        labels[product_id] = shared.setdefault(both, both)
    return dict(labels)
