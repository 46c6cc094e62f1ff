"""Makes one side of the cast larger, in bulk: rows are copies of the cast's own.

One farm for twenty products, one member and one order of five lines for five products, one past
date with an order of the consumer for twenty.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Model

from commons.accounts.models import Household, Person, User
from commons.collectives.models import Membership
from commons.core.ids import uuid7
from distributions.models import Attendance, Distribution
from farms.models import Certification, Farm, FarmEngagement
from shop.catalogue.models import Product
from shop.listings.models import Listing, StandingOffer
from shop.order.models import Line, Order
from shop.partner.models import Partner, StockRecord
from tests.cast import Side

A_FARM, AN_ORDER, LINES, A_DATE = 20, 5, 5, 20
_numbers = count(1)


def like[M: Model](row: M, **changes: Any) -> M:
    """A copy that is not stored, under a `uid` of its own."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    if "uid" in fields:
        fields["uid"] = uuid7()
    for name in changes:
        fields.pop(f"{name}_id", None)
    return type(row)(**fields | changes)


def grow(side: Side, products: int) -> None:
    """Add so many products, with farms, members, orders and dates in proportion."""
    farms = more_farms(side, products // A_FARM)
    listings = more_listings(side, farms, products)
    members = more_members(side, products // AN_ORDER)
    orders = [like_order(side.order, member, side.distribution) for member in members]
    Order.objects.bulk_create(orders)
    more_lines(side, orders, listings)
    more_dates(side, products // A_DATE)
    _count_anew()


def _count_anew() -> None:
    """PostgreSQL's own vacuum counts the rows of a real network; it sees none of a transaction.

    Planned for the few rows of before, one question over a thousand takes minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def more_farms(side: Side, number: int) -> dict[Farm, Attendance]:
    """Engaged, certified and present; with their presence."""
    model = side.listing.product.farm
    assert model is not None
    farms = [like(model, slug=name, name=name) for name in names("ferme-de-plus", number)]
    Farm.objects.bulk_create(farms)
    agreed, certified = model.engagements.get(collective=side.collective), model.certifications
    FarmEngagement.objects.bulk_create(like(agreed, farm=farm) for farm in farms)
    Certification.objects.bulk_create(
        like(each, farm=farm) for farm in farms for each in certified.all()
    )
    Partner.objects.bulk_create(like(model.seller, farm=farm) for farm in farms)
    present = side.listing.attendance
    assert present is not None
    attendances = [like(present, farm=farm) for farm in farms]
    Attendance.objects.bulk_create(attendances)
    return dict(zip(farms, attendances, strict=True))


def more_listings(side: Side, farms: Mapping[Farm, Attendance], number: int) -> list[Listing]:
    """On sale, usually and at the side's distribution; every product with a label."""
    sellers = [farm for farm in farms for _ in range(-(-number // len(farms)))]
    model = side.listing.product
    products = [
        like(model, title=name, seller=farm.seller)
        for name, farm in zip(names("Produit de plus", number), sellers, strict=False)
    ]
    Product.objects.bulk_create(products)
    tagged, labels = Product.labels.through, model.labels.all()
    tagged.objects.bulk_create(
        tagged(product=product, label=label) for product in products for label in labels
    )
    price = model.stockrecords.get()
    records = [
        like(price, product=each, partner=each.seller, partner_sku=str(each.uid))
        for each in products
    ]
    StockRecord.objects.bulk_create(records)
    usual = [
        StandingOffer(product=product, collective=side.collective, uid=uuid7())
        for product in products
    ]
    StandingOffer.objects.bulk_create(usual)
    offered = zip(products, records, (farms[seller] for seller in sellers), strict=False)
    return Listing.objects.bulk_create(
        like(side.listing, product=product, stockrecord=record, attendance=present)
        for product, record, present in offered
    )


def more_members(side: Side, number: int) -> list[Household]:
    joined = side.collective.memberships.get(household=side.order.household)
    users = [
        User(email=f"{name}@sillon.example", first_name="Noé", last_name=name, uid=uuid7())
        for name in names("membre", number)
    ]
    User.objects.bulk_create(users)
    households = [like(side.order.household, name=user.last_name) for user in users]
    Household.objects.bulk_create(households)
    people = zip(users, households, strict=True)
    Person.objects.bulk_create(
        Person(user=user, household=home, first_name="Noé", last_name=user.last_name, uid=uuid7())
        for user, home in people
    )
    Membership.objects.bulk_create(like(joined, household=home) for home in households)
    return households


def like_order(order: Order, household: Household, distribution: Distribution) -> Order:
    number = next(_numbers)
    changes = {"number": f"plus-{number}", "short_number": 100 + number}
    return like(order, household=household, distribution=distribution, **changes)


def more_lines(side: Side, orders: list[Order], listings: list[Listing]) -> None:
    line = side.order.lines.get(listing=side.listing)
    Line.objects.bulk_create(
        like(line, order=order, listing=listing, product=product, seller=product.seller)
        for n, order in enumerate(orders)
        for listing in (listings[(n * LINES + step) % len(listings)] for step in range(LINES))
        for product in [listing.product]
    )


def more_dates(side: Side, number: int) -> None:
    """Past ones, each with the farm present and an order of the side's consumer."""
    present, line = side.listing.attendance, side.order.lines.get(listing=side.listing)
    assert present is not None
    dates = [like(side.distribution, **past(side.distribution)) for _ in range(number)]
    Distribution.objects.bulk_create(dates)
    Attendance.objects.bulk_create(like(present, distribution=date) for date in dates)
    orders = [like_order(side.order, side.order.household, date) for date in dates]
    Order.objects.bulk_create(orders)
    Line.objects.bulk_create(
        like(line, order=order, distribution=order.distribution) for order in orders
    )


def past(model: Distribution) -> dict[str, Any]:
    """Some days before those that were made so far."""
    back = timedelta(days=next(_numbers))
    moments = ("starts_at", "ends_at", "opens_at", "closes_at")
    day = model.day - back
    return {
        "day": day,
        "slug": f"{day}-plus",
        **{name: getattr(model, name) - back for name in moments},
    }


def names(word: str, number: int) -> Iterator[str]:
    for _ in range(number):
        yield f"{word}-{next(_numbers)}"
