"""Shops of hundreds of products, made in bulk."""

from distributions.models import Distribution
from farms.models import Farm
from shop.catalogue.models import Product
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from tests.factories import make_aisle, make_farm, make_listing, make_product
from tests.scale.growth import like


def stock(distribution: Distribution, farm: Farm | None = None, /, **aisles: int) -> list[Listing]:
    """So many products in each aisle, of one farm: `legumes=130` makes "Legumes 000" to 129."""
    farm = farm or make_farm()
    return [
        listing
        for place, (slug, number) in enumerate(aisles.items())
        for listing in _fill_aisle(distribution, farm, slug, (place, number))
    ]


def _fill_aisle(
    distribution: Distribution, farm: Farm, slug: str, size: tuple[int, int]
) -> list[Listing]:
    """The first as any other product, the rest its copies; the aisle at its place."""
    place, number = size
    aisle = make_aisle(slug.capitalize(), slug)
    type(aisle).objects.filter(pk=aisle.pk).update(position=place)
    model = make_listing(make_product(f"{aisle.name} 000", farm=farm, aisle=aisle), distribution)
    products = Product.objects.bulk_create(
        like(model.product, title=f"{aisle.name} {n:03}") for n in range(1, number)
    )
    records = StockRecord.objects.bulk_create(
        like(model.stockrecord, product=each, partner_sku=str(each.uid)) for each in products
    )
    listings = Listing.objects.bulk_create(
        like(model, product=product, stockrecord=record)
        for product, record in zip(products, records, strict=True)
    )
    return [model, *listings]
