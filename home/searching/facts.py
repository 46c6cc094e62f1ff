"""Where what was found is, and what is known of it now: read from the things themselves."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Substr
from django.urls import reverse

from commons.collectives.addresses import collective_path
from commons.collectives.models import Collective
from commons.core.dates import last_closed
from distributions.addresses import shop_path
from distributions.models import PickupPlace
from distributions.windows import Window
from farms.models import Farm
from home.guides.readers import writers_of
from home.models import CollectivePage, GuidePage
from home.models.events import OF_SITE
from home.models.searched import SearchEntry
from home.searching.shown import Reader, listed_after
from home.searching.sources import OF_PAGES, Kind
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.listings.windows import orders_said


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`about`: whose it is, or where. `shop`: the next date, in the shop of a `collective`.

    `orders`: in words, whether one can order for it.
    """

    url: str
    about: str = ""
    shop: str = ""
    collective: str = ""
    starts_at: datetime | None = None
    zone: ZoneInfo | None = None
    orders: str = ""


type Key = tuple[str, int]
"""The kind of an entry and its subject."""
type Facts = dict[int, Fact]


def facts_of(entries: Sequence[SearchEntry], reader: Reader) -> dict[Key, Fact]:
    """By kind and subject, one question or two for each kind."""
    wanted: dict[Callable[..., Facts], set[int]] = defaultdict(set)
    for entry in entries:
        wanted[READ[entry.kind]].add(entry.subject)
    found = {read: read(keys, reader) for read, keys in wanted.items()}
    facts = (
        ((each.kind, each.subject), found[READ[each.kind]].get(each.subject)) for each in entries
    )
    return {key: fact for key, fact in facts if fact is not None}


def _collectives(keys: Collection[int], _reader: Reader) -> Facts:
    rows = Collective.objects.in_bulk(keys).items()
    return {pk: Fact(url=collective_path(each)) for pk, each in rows}


def _farms(keys: Collection[int], _reader: Reader) -> Facts:
    rows = Farm.objects.in_bulk(keys).items()
    return {
        pk: Fact(url=reverse("farms:farm", args=[each.slug]), about=each.town) for pk, each in rows
    }


def _places(keys: Collection[int], _reader: Reader) -> Facts:
    rows = PickupPlace.objects.select_related("collective").in_bulk(keys).items()
    return {
        pk: Fact(url=collective_path(each.collective), about=_address(each)) for pk, each in rows
    }


def _address(place: PickupPlace) -> str:
    town = f"{place.postcode} {place.town}"
    return ", ".join(filter(None, (place.street, town, place.collective.name)))


def _products(keys: Collection[int], reader: Reader) -> Facts:
    """With the next date at which one can order; without any, those who sell them tell more."""
    in_order = (_turn(reader.now), "distribution__starts_at", "pk")
    first = listed_after(reader.now).with_window().order_by(*in_order).values("pk")
    rows = Product.objects.annotate(next_id=Subquery(first[:1])).select_related(
        "seller__farm", "seller__collective"
    )
    products = rows.in_bulk(keys)
    dates = Listing.objects.with_window().select_related("distribution__collective")
    listings = dates.in_bulk([each.next_id for each in products.values() if each.next_id])
    return {
        pk: _product(each, listings.get(each.next_id), reader.now) for pk, each in products.items()
    }


def _turn(now: datetime) -> Case:
    """Dates that are open, those that will be, the others."""
    is_open = When(window_opens_at__lte=now, window_closes_at__gt=last_closed(now), then=Value(0))
    will_be = When(window_opens_at__gt=now, then=Value(1))
    return Case(is_open, will_be, default=Value(2))


def _product(product: Product, listing: Any, now: datetime) -> Fact:
    """`listing`: with its window; or nothing."""
    if listing is None:
        farm = product.farm
        owner = product.seller.collective
        url = reverse("farms:farm", args=[farm.slug]) if farm else collective_path(owner)
        return Fact(url=url, about=product.seller_name)
    distribution, zone = listing.distribution, listing.distribution.collective.zone
    window = Window(listing.window_opens_at, listing.window_closes_at)
    slugs = [distribution.collective.slug, distribution.slug, product.uid]
    return Fact(
        url=reverse("shop:product", args=slugs),
        about=product.seller_name,
        shop=shop_path(distribution),
        collective=distribution.collective.name,
        starts_at=distribution.starts_at,
        zone=zone,
        orders=orders_said(window, now, zone),
    )


def _pages(keys: Collection[int], reader: Reader) -> Facts:
    """With the name of the collective on whose site they stand."""
    sites = CollectivePage.objects.filter(path=Substr(OuterRef("path"), 1, OF_SITE))
    rows = reader.pages.annotate(site=Subquery(sites.values("collective__name")[:1]))
    return {
        pk: Fact(url=each.url, about=each.site or "") for pk, each in rows.in_bulk(keys).items()
    }


def _guides(keys: Collection[int], reader: Reader) -> Facts:
    """With the name of the collective that wrote them."""
    guides = GuidePage.objects.filter(pk__in=reader.pages.values("pk")).in_bulk(keys)
    writers = writers_of(guides.values())
    names = {pk: collective.name for pk, collective in writers.items()}
    return {
        pk: Fact(url=reverse("home:guide", args=[each.slug]), about=names.get(pk, ""))
        for pk, each in guides.items()
    }


READ: Mapping[str, Callable[[Collection[int], Reader], Facts]] = {
    Kind.COLLECTIVE: _collectives,
    Kind.FARM: _farms,
    Kind.PLACE: _places,
    Kind.PRODUCT: _products,
    **dict.fromkeys(OF_PAGES, _pages),
    Kind.GUIDE: _guides,
}
