"""The shop of one distribution: all that its page shows."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from commons.collectives.models import Collective, Network
from distributions.addresses import basket_path
from distributions.calendar import sells
from distributions.models import Distribution
from distributions.presentation import Band, Notice, band_of, notice_of
from shop.checkout.summary import Summary, summary_of
from shop.checkout.wrong import Wrong, wrong_of
from shop.listings.cards import cards_of
from shop.listings.quantity_fields import Parcels
from shop.listings.search import ShopQuery, found
from shop.listings.selectors import ShopRow, shop_listings, shown_labels
from shop.listings.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Aisle:
    slug: str
    name: str
    cards: list[SafeString]


@dataclass(frozen=True, slots=True)
class Choice:
    """A box of the filters; `count` is how many products it has."""

    value: str
    name: str
    count: int
    is_checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopPage:
    """What `shop/shop.html` shows."""

    labels: Sequence[Choice]
    farms: Sequence[Choice]
    shop_url: str
    query: ShopQuery
    filters: SafeString
    distribution: Distribution
    collective: Collective
    network: Network
    zone: ZoneInfo
    band: Band
    notice: Notice | None
    aisles: Sequence[Aisle]
    has_habits: bool
    summary: Summary | None
    basket_url: str
    is_selling: bool
    wrong: Sequence[Wrong]


def shop_page(
    *,
    distribution: Distribution,
    now: datetime,
    query: ShopQuery,
    quantities: Mapping[int, int] | None = None,
    held: Mapping[int, Parcels] | None = None,
    summary: Summary | None = None,
    refused: Mapping[str, tuple[str, str]] | None = None,
    habits: Collection[int] = (),
) -> ShopPage:
    """The shop of one distribution, for whoever looks at it.

    `distribution` with its place and collective (with the network); `quantities` are base units
    by listing id, or None where the page is only looked at; for `held` and `refused` see `Shelf`;
    `summary` of a basket beside an order; `habits` are the products (ids) that the household
    orders.
    """
    rows = [] if distribution.cancelled_at else shop_listings(distribution)
    is_selling = quantities is not None and sells(distribution, now)
    labels = shown_labels(distribution, rows)
    shelf = Shelf(
        distribution, labels, now, is_selling, held or {}, refused or {}, quantities or {}
    )
    shown = found(rows, shelf, query, habits)
    collective, band = distribution.collective, band_of(distribution, now)
    label_choices, farm_choices = _labels(rows, shelf, query), _farms(rows, query)
    return ShopPage(
        labels=label_choices,
        farms=farm_choices,
        shop_url=shelf.path,
        query=query,
        filters=_filters(shelf.path, query, band.tile.day, (label_choices, farm_choices)),
        distribution=distribution,
        collective=collective,
        network=collective.network,
        zone=collective.zone,
        band=band,
        notice=notice_of(distribution, now),
        aisles=_aisles(shown, cards_of(shown, shelf)),
        has_habits=any(row.product_id in habits for row in rows),
        summary=summary or (summary_of(rows, quantities) if quantities is not None else None),
        basket_url=basket_path(distribution) if quantities is not None else "",
        is_selling=is_selling,
        wrong=_wrong(rows, refused or {}),
    )


def _wrong(rows: Sequence[ShopRow], refused: Mapping[str, tuple[str, str]]) -> list[Wrong]:
    names = {str(row.uid): row.name for row in rows} if refused else {}
    return wrong_of({uid: message for uid, (_typed, message) in refused.items()}, names)


def _filters(
    shop_url: str, query: ShopQuery, day: str, choices: tuple[list[Choice], list[Choice]]
) -> SafeString:
    """They stand on the page twice, beside the products and in a dialog: rendered once."""
    labels, farms = choices
    filters = {"labels": labels, "farms": farms, "shop_url": shop_url, "query": query, "day": day}
    return render_to_string("shop/_filters.html", filters)


def _aisles(rows: Sequence[ShopRow], cards: Mapping[int, SafeString]) -> list[Aisle]:
    return [
        Aisle(slug, name, [cards[row.listing_id] for row in group])
        for (slug, name), group in groupby(rows, key=lambda row: (row.aisle, row.aisle_name))
    ]


def _labels(rows: Sequence[ShopRow], shelf: Shelf, query: ShopQuery) -> list[Choice]:
    """In the network's order: the rows' labels already are."""
    shown = [label for row in rows for label in shelf.labels.get(row.product_id, ())]
    return [
        Choice(label.slug, label.name, count, label.slug in query.labels)
        for label, count in sorted(Counter(shown).items(), key=lambda each: each[0].position)
    ]


def _farms(rows: Sequence[ShopRow], query: ShopQuery) -> list[Choice]:
    """Those with the most products first."""
    sellers = Counter((row.seller_name, row.seller_slug) for row in rows)
    return [
        Choice(slug, name, count, slug in query.farms)
        for (name, slug), count in sorted(sellers.items(), key=lambda each: (-each[1], each[0]))
    ]
