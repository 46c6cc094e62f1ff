"""What a network may grow into, made in bulk once the other pages are measured.

1,000 more collectives; one large one with a shop of 2,000 products, a date with 2,000 orders and
one with 20,000, where one farm sells something to everybody, and so many pages that the search
reads 10,000 pages and products.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from bench.growth.collectives import engage, like, more_collectives, moved
from bench.growth.orders import more_people, write_many
from bench.growth.pages import fill_the_search
from bench.network.bulk_start import BATCH
from commons.collectives.models import Collective
from distributions.models import Attendance, Distribution, PickupPlace
from farms.models import Farm
from shop.catalogue.enums import StockMode
from shop.catalogue.models import Product
from shop.listings.models import Listing, StandingOffer
from shop.listings.offers import listings_from

LISTINGS = 2000
SOME, MANY = 2000, 20_000  # orders
STALLS = 3  # farms of which everybody takes something where there are some orders


@dataclass(frozen=True, slots=True)
class Grown:
    """The dates of one collective, the next first; `farm` comes to each of them."""

    collective: Collective
    farm: Farm
    shop: Distribution
    some: Distribution
    many: Distribution


def grow(model: Distribution) -> Grown:
    """`model` is an open date of the network, which the new ones are like."""
    more_collectives(model)
    collective = like(model.collective, name="Le Grand Marché", slug="grand-marche")
    collective.save()
    goods = offered(collective)
    shop, some, many = dates(collective, model.place, model)
    put_on_sale(shop, goods)
    stalls = [of_farm(goods, farm) for farm in largest(goods)]
    people = more_people(MANY)
    write_many(some, people[:SOME], [put_on_sale(some, each) for each in stalls])
    write_many(many, people, [put_on_sale(many, stalls[0])])
    fill_the_search(collective)
    return Grown(collective, stalls[0][0].seller.farm, shop, some, many)


def offered(collective: Collective) -> list[Product]:
    """What its farms usually offer, a farm's goods together."""
    rows = Product.objects.filter(is_public=True, seller__farm__isnull=False)
    bounded = rows.exclude(stock_mode=StockMode.LASTING).select_related("seller__farm")
    goods = list(bounded.order_by("seller", "pk")[:LISTINGS])
    engage({each.seller.farm for each in goods}, [collective])
    StandingOffer.objects.bulk_create(
        [StandingOffer(product=each, collective=collective) for each in goods], BATCH
    )
    return goods


def dates(collective: Collective, place: PickupPlace, model: Distribution) -> list[Distribution]:
    """Three from tomorrow on, at a place of its own; one can order for each until it ends."""
    hall = like(place, collective=collective)
    hall.save()
    now = timezone.now()
    tomorrow = (now.date() - model.day).days + 1
    made = [moved(model, tomorrow + n, collective=collective, place=hall) for n in range(3)]
    for each in made:
        each.opens_at, each.closes_at = now - timedelta(days=1), each.ends_at
    return Distribution.objects.bulk_create(made)


def put_on_sale(distribution: Distribution, goods: Collection[Product]) -> list[Listing]:
    """The goods are listed there, and their farms come."""
    present = Attendance.objects.bulk_create(
        Attendance(
            distribution=distribution,
            farm=farm,
            state=Attendance.State.PRESENT,
            answered_at=timezone.now(),
        )
        for farm in {each.seller.farm for each in goods}
    )
    offers = StandingOffer.objects.filter(collective=distribution.collective, product__in=goods)
    Listing.objects.bulk_create(listings_from(offers, [distribution], present), BATCH)
    rows = Listing.objects.filter(distribution=distribution, product__in=goods).order_by("pk")
    return list(rows.select_related("product__seller__farm", "product__container", "stockrecord"))


def of_farm(goods: Collection[Product], farm: Farm) -> list[Product]:
    return [each for each in goods if each.seller.farm == farm]


def largest(goods: Collection[Product]) -> list[Farm]:
    """The farms with most of the goods."""
    return [farm for farm, _n in Counter(each.seller.farm for each in goods).most_common(STALLS)]
