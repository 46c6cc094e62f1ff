"""What farms do with their stock in the demo: fill it up, keep some, put goods forward."""

from collections.abc import Iterable
from datetime import datetime

from collectifs.demo.data_files import read_json
from collectifs.demo.products import Row
from distributions.models import Distribution
from shop.catalogue.enums import StockMode
from shop.catalogue.models import Product
from shop.listings.facts import count_stock, hand_over_due
from shop.listings.models import Listing
from shop.listings.services import feature_listing, set_quota


def refill(pairs: Iterable[tuple[Row, Product]], *, now: datetime) -> None:
    """Leave of each lasting stock what its file says, on top of what is promised."""
    hand_over_due(now=now)
    for row, product in pairs:
        if row["stock"]:
            _leave(product, int(row["stock"]), now)


def _leave(product: Product, quantity: int, now: datetime) -> None:
    promised = product.stockrecords.get().num_allocated or 0
    count_stock(product=product, stock=promised + quantity, actor=None, now=now)


def keep_some(distribution: Distribution, *, lasting: bool, now: datetime) -> None:
    """Leave only a few of what `habits.json` names, so that the shop says so.

    Without `lasting`, goods whose stock is shared with other distributions stay as they are.
    """
    few = read_json("habits")["left"]
    listings = Listing.objects.filter(distribution=distribution, product__title__in=few)
    for listing in listings.select_related("product"):
        quantity = few[listing.product.title]
        if listing.product.stock_mode != StockMode.LASTING:
            set_quota(listing=listing, quota=listing.ordered + quantity, actor=None, now=now)
        elif lasting:
            _leave(listing.product, quantity, now)


def put_forward(distribution: Distribution, *, now: datetime) -> None:
    """Feature what `habits.json` names."""
    names = read_json("habits")["featured"]
    for listing in Listing.objects.filter(distribution=distribution, product__title__in=names):
        feature_listing(listing=listing, featured=True, actor=None, now=now)
