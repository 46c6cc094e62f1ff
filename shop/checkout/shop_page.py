"""The shop of one distribution: all that its page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from commons.collectives.models import Collective, Network
from commons.core.alphabet import place_in_alphabet
from commons.core.stencils import filled
from commons.core.web import structured
from distributions.addresses import basket_path
from distributions.models import Distribution
from distributions.presentation import Band, Notice, band_of, notice_of
from distributions.schema_org import event_facts
from shop.checkout.shop_shelves import Look, Shelves, stock_of
from shop.checkout.summary import Summary, summary_of
from shop.checkout.wrong import Wrong, wrong_of
from shop.listings.labels import times_shown
from shop.listings.offer import Offer
from shop.listings.search import ShopQuery
from shop.listings.selectors import ShopRow, place_on_the_shelf
from shop.listings.shelf import Shelf
from shop.listings.shelves import Aisle


class Choice(NamedTuple):
    """A box of the filters; `products` is how many it has."""

    value: str
    name: str
    products: str
    is_checked: bool


class RailAisle(NamedTuple):
    """An aisle of the shop, and whether it holds anything that is asked for."""

    slug: str
    name: str
    is_found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopPage:
    """What `shop/shop.html` shows; `chosen` are names and values of the filters checked."""

    chosen: Sequence[tuple[str, str]]
    shop_url: str
    query: ShopQuery
    filters: SafeString
    distribution: Distribution
    collective: Collective
    network: Network
    zone: ZoneInfo
    band: Band
    notice: Notice | None
    rail: Sequence[RailAisle]
    shelves: Shelves
    has_habits: bool
    summary: Summary | None
    basket_url: str
    is_selling: bool
    wrong: Sequence[Wrong]
    structured: SafeString


def shop_page(look: Look, summary: Summary | None = None) -> ShopPage:
    """The whole page; `summary` of a basket beside an order."""
    distribution, query, quantities = look.distribution, look.query, look.quantities
    in_basket = quantities if quantities and summary is None else {}
    offer, rows, shelf, aisles, shelves = stock_of(look, in_basket)
    in_order = sorted(rows.values(), key=place_on_the_shelf) if in_basket else ()
    collective, band = distribution.collective, band_of(distribution, look.now)
    labels, farms = _labels(offer, shelf, query), _farms(offer, query)
    return ShopPage(
        chosen=[*_chosen("ferme", farms), *_chosen("label", labels)],
        shop_url=shelf.path,
        query=query,
        filters=_filters(shelf.path, query, band.tile.day, (labels, farms)),
        distribution=distribution,
        collective=collective,
        network=collective.network,
        zone=collective.zone,
        band=band,
        notice=notice_of(distribution, look.now),
        rail=_rail(offer.aisles, aisles),
        shelves=shelves,
        has_habits=not look.habits.isdisjoint(offer.products),
        summary=summary or (None if quantities is None else summary_of(in_order, quantities)),
        basket_url="" if quantities is None else basket_path(distribution),
        is_selling=shelf.sells,
        wrong=_wrong(rows.values(), look.refused),
        structured=structured("Event", event_facts(distribution)),
    )


def _wrong(rows: Iterable[ShopRow], refused: Mapping[str, tuple[str, str]]) -> list[Wrong]:
    names = {str(row.uid): row.name for row in rows} if refused else {}
    return wrong_of({uid: message for uid, (_typed, message) in refused.items()}, names)


def _filters(
    shop_url: str, query: ShopQuery, day: str, choices: tuple[list[Choice], list[Choice]]
) -> SafeString:
    """They stand on the page twice, beside the products and in a dialog: rendered once."""
    labels, farms = choices
    boxes = ((filled("shop/_farm.html", farm=farm._asdict()),) for farm in farms)
    filters = {
        "labels": labels,
        "farms": format_html_join("", "{}", boxes),
        **{"shop_url": shop_url, "query": query, "day": day},
    }
    return render_to_string("shop/_filters.html", filters)


def _rail(every: Sequence[Aisle], found: Sequence[Aisle]) -> list[RailAisle]:
    slugs = {aisle.slug for aisle in found}
    return [RailAisle(aisle.slug, aisle.name, aisle.slug in slugs) for aisle in every]


def _chosen(name: str, choices: Sequence[Choice]) -> list[tuple[str, str]]:
    return [(name, choice.value) for choice in choices if choice.is_checked]


def _labels(offer: Offer, shelf: Shelf, query: ShopQuery) -> list[Choice]:
    """In the network's order."""
    times = times_shown(shelf.labels, (spot.product_id for spot in offer.spots))
    return [
        Choice(label.slug, label.name, str(count), label.slug in query.labels)
        for label, count in sorted(times.items(), key=lambda each: each[0].position)
    ]


def _farms(offer: Offer, query: ShopQuery) -> list[Choice]:
    """Those with the most products first."""
    return [
        Choice(slug, name, str(count), slug in query.farms)
        for (name, slug), count in sorted(offer.sellers.items(), key=_place_of_farm)
    ]


def _place_of_farm(farm: tuple[tuple[str, str], int]) -> tuple[int, str, str]:
    (name, slug), products = farm
    return (-products, place_in_alphabet(name), slug)
