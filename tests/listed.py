"""Steps that tests of lists share: orders under a name, the lists that came of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from django.core import mail
from django.core.mail import EmailMessage

from commons.core.outbox import deliver_due
from distributions.models import Distribution
from farms.models import Farm
from shop.listings.models import Listing
from shop.order.models import Line, Order
from shop.partner.sellers import seller_of
from shop.reporting.lines import lines_of
from shop.reporting.recap import Recap, recap_of
from tests.factories import (
    MONDAY,
    make_listing,
    make_product,
    make_weighed_product,
    make_weight_product,
)
from tests.ordering import fill, order_of

AT_CLOSING = datetime.fromisoformat("2026-11-26T12:00:01+01:00")
HOUR = timedelta(hours=1)


def ordered(
    quantities: Mapping[Listing, int],
    name: str = "Camille Arnoux",
    *,
    note: str = "",
    now: datetime = MONDAY,
) -> Order:
    """An order under a name, each line with the note."""
    order = order_of(fill(quantities, now=now), now=now)
    Order.objects.filter(pk=order.pk).update(name=name)
    Line.objects.filter(order=order).update(note=note)
    return order


def recap(distribution: Distribution, farm: Farm) -> Recap:
    """What a farm brings, customers by the collective's rule."""
    rule = distribution.collective.customer_name
    return recap_of(lines_of(distribution, seller_of(farm)), name_rule=rule)


def letters(farm: Farm, now: datetime = AT_CLOSING) -> list[EmailMessage]:
    """What the farm has received by now, the first first."""
    deliver_due(now=now)
    return [message for message in mail.outbox if farm.email in message.to]


PRODUCTS = (
    ("Carottes des sables", "botte", "2.70"),
    ("Pommes de terre Charlotte", "filet", "4.80"),
    ("Oignons jaunes", "filet", "2.90"),
    ("Panier de légumes", "panier", "15.00"),
    ("Betteraves cuites", "sachet", "3.10"),
    ("Mâche", "barquette", "2.20"),
    ("Épinards", "sachet", "3.00"),
    ("Échalotes", "filet", "3.40"),
    ("Coulis de tomate", "bocal", "4.30"),
    ("Panais", "sachet", "3.80"),
)
CUSTOMERS = ("Camille Arnoux", "Samir Benali", "Odile Chevalier", "Inès Dupuis", "Marc Étienne")


def a_days_list(distribution: Distribution, farm: Farm, orders: int) -> list[Order]:
    """Twelve products, and orders of three to five of them, as on a real day."""
    products = [
        make_product(name, farm=farm, noun_one=noun, noun_many=f"{noun}s", price=Decimal(price))
        for name, noun, price in PRODUCTS
    ]
    products.append(make_weight_product(farm=farm))
    products.append(make_weighed_product("Potimarron", farm=farm, estimated_weight=1200))
    listings = [make_listing(product, distribution) for product in products]
    return [_a_customers_order(listings, n) for n in range(orders)]


def _a_customers_order(listings: list[Listing], n: int) -> Order:
    wanted = [listings[(n + step) % len(listings)] for step in range(3 + n % 3)]
    quantities = {each: 1 + (n + each.pk) % 3 for each in wanted}
    by_weight = {each: n * 500 for each, n in quantities.items() if each.product.step == 500}
    return ordered(quantities | by_weight, CUSTOMERS[n % len(CUSTOMERS)])
