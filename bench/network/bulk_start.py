"""Households and products of a plan, many rows at once; each is made by what its service uses."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from bench.network.ground import Ground
from bench.network.ordering import lasting_stock
from collectifs.demo.network import AGE
from collectifs.demo.people import PASSWORD
from collectifs.demo.products import Row, data_of
from commons.accounts.models import Household, Person, User
from commons.accounts.services import new_household
from commons.collectives.models import Membership
from commons.collectives.services.members import accepted
from commons.core.audit import entry
from commons.core.models import AuditEntry
from commons.core.phones import parse_phone
from shop.catalogue.models import Product
from shop.catalogue.services import new_product
from shop.catalogue.stock_services import new_stock_record
from shop.listings.models import StandingOffer
from shop.partner.models import StockRecord
from shop.partner.sellers import seller_of

BATCH = 1000


def write_households(ground: Ground) -> list[Person]:
    """The persons who order, in the plan's order, as members; one hash serves all passwords."""
    plan, password = ground.plan, make_password(PASSWORD)
    new = {
        each["email"]: User(
            email=each["email"],
            password=password,
            first_name=each["first_name"],
            last_name=each["last_name"],
            date_joined=plan.now - AGE,
        )
        for each in plan.people
        if each["email"] not in ground.users
    }
    User.objects.bulk_create(new.values(), BATCH)
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user=each, email=each.email, verified=True, primary=True)
            for each in new.values()
        ],
        BATCH,
    )
    phones = {each["email"]: parse_phone(each["phone"]) for each in plan.people if each["phone"]}
    made = {email: new_household(user, phones[email]) for email, user in new.items()}
    Household.objects.bulk_create([household for household, _person in made.values()], BATCH)
    Person.objects.bulk_create([person for _household, person in made.values()], BATCH)
    people = _in_order(ground, {email: person for email, (_household, person) in made.items()})
    _write_members(ground, people)
    return people


def _in_order(ground: Ground, made: Mapping[str, Person]) -> list[Person]:
    """With those who have an account of the demo."""
    there = Person.objects.filter(user__in=ground.users.values()).select_related(
        "user", "household"
    )
    known = {person.user.email: person for person in there if person.user} | dict(made)
    return [known[each["email"]] for each in ground.plan.people]


def _write_members(ground: Ground, people: Sequence[Person]) -> None:
    members, entries = [], []
    for joinings in ground.plan.members.values():
        for each in joinings:
            collective = ground.collectives[each.collective]
            member = Membership(
                collective=collective,
                household=people[each.person].household,
                **accepted(collective, since=each.at, now=each.at),
            )
            members.append(member)
            data = {"terms_version": collective.terms_version}
            entries.append(
                entry(actor=None, action="join_collective", target=member, data=data, now=each.at)
            )
    Membership.objects.bulk_create(members, BATCH)
    AuditEntry.objects.bulk_create(entries, BATCH)


def write_products(ground: Ground) -> tuple[list[Product], list[StockRecord]]:
    """Products with their prices and stocks, in the plan's order, and what is usually offered."""
    plan, at = ground.plan, ground.plan.now - AGE
    data = [data_of(row, ground.shelves) for row in plan.rows]
    slugs = {row["farm"] for row in plan.rows}
    sellers = {slug: seller_of(ground.farms[slug]) for slug in sorted(slugs)}
    products = [
        new_product(sellers[row["farm"]], each, at)
        for row, each in zip(plan.rows, data, strict=True)
    ]
    Product.objects.bulk_create(products, BATCH)
    labelled = Product.labels.through
    labelled.objects.bulk_create(
        [
            labelled(product_id=product.pk, label_id=label.pk)
            for product, each in zip(products, data, strict=True)
            for label in each.labels
        ],
        BATCH,
    )
    records = _records(ground, products)
    StockRecord.objects.bulk_create(records, BATCH)
    AuditEntry.objects.bulk_create(
        [entry(actor=None, action="create_product", target=each, now=at) for each in products],
        BATCH,
    )
    _write_offers(ground, products)
    return products, records


def _records(ground: Ground, products: Sequence[Product]) -> list[StockRecord]:
    def record(row: Row, product: Product) -> StockRecord:
        stock, price = lasting_stock(ground.plan, row), Decimal(row["price"])
        return new_stock_record(product, price=price, stock=stock)

    return [record(row, each) for row, each in zip(ground.plan.rows, products, strict=True)]


def _write_offers(ground: Ground, products: Sequence[Product]) -> None:
    offers, entries = [], []
    for each in ground.plan.offers:
        offer = StandingOffer(
            product=products[each.good],
            collective=ground.collectives[each.collective],
            price=each.price,
            usual_quota=each.quota,
        )
        offers.append(offer)
        price = None if each.price is None else str(each.price)
        entries.append(
            entry(
                actor=None,
                action="offer_usually",
                target=offer,
                data={"price": price, "usual_quota": each.quota},
                now=ground.plan.now - AGE,
            )
        )
    StandingOffer.objects.bulk_create(offers, BATCH)
    AuditEntry.objects.bulk_create(entries, BATCH)
