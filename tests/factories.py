"""Rows for tests, with plausible French values; what a test is about, it passes itself.

Dates hang on MONDAY, a fixed Monday at 10:00 in Paris; a distribution is the Friday after it,
17:30 to 19:30, and orders are open from the Saturday before until the Thursday at noon.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from commons.accounts.models import Household, Person, User
from commons.collectives.models import Collective, CollectiveRole, Membership, Network, Role
from commons.core.quantities import BaseUnit, SaleMode
from distributions.models import Attendance, Distribution, PickupPlace
from farms.models import Farm, FarmEngagement, FarmMember, FarmVatStatus, Label, VatRegime
from shop.catalogue.enums import StockMode
from shop.catalogue.models import Aisle, Product, ProductClass
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from shop.partner.sellers import seller_of

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
FRIDAY = date(2026, 11, 27)
_numbers = count(1)


def make_network(**fields: Any) -> Network:
    network = Network.objects.first()
    return network or Network.objects.create(
        **{"name": "Sillon commun", "platform_fee_rate": Decimal(5)} | fields
    )


def make_collective(name: str = "", **fields: Any) -> Collective:
    n = next(_numbers)
    defaults = {
        "name": name or f"Collectif {n}",
        "slug": f"collectif-{n}",
        "default_commission_rate": Decimal(7),
        "terms": "Vous payez au retrait.",
    }
    return Collective.objects.create(network=make_network(), **defaults | fields)


def make_place(collective: Collective, **fields: Any) -> PickupPlace:
    n = next(_numbers)
    defaults = {
        "name": "Halle aux Grains",
        "slug": f"halle-{n}",
        "street": "12 place du Marché",
        "postcode": "71490",
        "town": "Saint-Aubert-sur-Lise",
        "latitude": 46.87,
        "longitude": 4.57,
    }
    return PickupPlace.objects.create(collective=collective, **defaults | fields)


def make_distribution(
    collective: Collective | None = None, day: date = FRIDAY, **fields: Any
) -> Distribution:
    collective = collective or make_collective()
    place = fields.pop("place", None) or make_place(collective)
    start = datetime(day.year, day.month, day.day, 17, 30, tzinfo=PARIS)
    defaults = {
        "slug": f"{day.isoformat()}-{place.slug}",
        "day": day,
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "opens_at": start - timedelta(days=6),
        "closes_at": start.replace(hour=12, minute=0) - timedelta(days=1),
    }
    return Distribution.objects.create(collective=collective, place=place, **defaults | fields)


def make_three_dates() -> tuple[Distribution, Distribution, Distribution]:
    """Of a collective, on Monday: one is closed, one opens tomorrow, one further away is open."""
    closed = make_distribution(closes_at=MONDAY - timedelta(hours=1))
    soon = make_distribution(
        closed.collective, FRIDAY + timedelta(days=7), opens_at=MONDAY + timedelta(days=1)
    )
    opened = {"opens_at": MONDAY - timedelta(days=1)}
    return closed, soon, make_distribution(soon.collective, FRIDAY + timedelta(days=14), **opened)


def make_farm(name: str = "", **fields: Any) -> Farm:
    n = next(_numbers)
    farm = Farm.objects.create(
        **{"name": name or f"Ferme {n}", "slug": f"ferme-{n}", "email": f"ferme{n}@sillon.example"}
        | fields
    )
    FarmVatStatus.objects.create(farm=farm, regime=VatRegime.REAL, since=date(2020, 1, 1))
    return farm


def make_engagement(farm: Farm, collective: Collective, **fields: Any) -> FarmEngagement:
    """Active since long; a farm that nobody answers for is the collective's from now on."""
    if farm.made_by is None:
        farm.made_by = collective
        farm.save(update_fields=["made_by"])
    defaults = {"state": FarmEngagement.State.ACTIVE, "starts_on": date(2020, 1, 1)}
    return FarmEngagement.objects.create(farm=farm, collective=collective, **defaults | fields)


def make_attendance(distribution: Distribution, farm: Farm, **fields: Any) -> Attendance:
    seller_of(farm)
    return Attendance.objects.create(
        distribution=distribution, farm=farm, **{"state": Attendance.State.PRESENT} | fields
    )


def make_aisle(name: str = "Légumes", slug: str = "legumes") -> Aisle:
    aisle = Aisle.objects.filter(slug=slug).first()
    return aisle or Aisle.objects.create(network=make_network(), name=name, slug=slug)


def make_label(slug: str = "ab", **fields: Any) -> Label:
    defaults = {"name": "Agriculture biologique", "badge": "Bio", "kind": "official"}
    return Label.objects.get_or_create(
        slug=slug, defaults=defaults | {"is_organic": slug == "ab"} | fields
    )[0]


def make_product(title: str = "Carottes des sables", **fields: Any) -> Product:
    """By the piece unless said: see `make_weight_product` and `make_weighed_product`.

    Sold by `farm`, or by `collective` itself; by a farm of its own unless said.
    """
    price = fields.pop("price", Decimal("2.70"))
    stock = fields.pop("stock", None)
    farm, collective = fields.pop("farm", None), fields.pop("collective", None)
    defaults = {
        "seller": seller_of(farm or collective or make_farm()),
        "product_class": ProductClass.objects.first(),
        "aisle": fields.pop("aisle", None) or make_aisle(),
        "sale_mode": SaleMode.PIECE,
        "base_unit": BaseUnit.PIECE,
        "unit_label": "la botte",
        "noun_one": "botte",
        "noun_many": "bottes",
        "vat_rate": Decimal("5.5"),
    }
    product = Product.objects.create(title=title, **defaults | fields)
    StockRecord.objects.create(
        product=product,
        partner=product.seller,
        partner_sku=str(product.uid),
        price=price,
        num_in_stock=stock,
        num_allocated=None if stock is None else 0,
    )
    return product


def make_weight_product(title: str = "Poireaux", **fields: Any) -> Product:
    """At a firm price per kilo, by steps of 500 g."""
    defaults = {
        "sale_mode": SaleMode.WEIGHT,
        "base_unit": BaseUnit.GRAM,
        "step": 500,
        "least": 500,
        "unit_label": "le kilo",
        "noun_one": "kilo",
        "noun_many": "kilos",
        "price": Decimal("3.20"),
    }
    return make_product(title, **defaults | fields)


def make_weighed_product(title: str = "Poulet fermier", **fields: Any) -> Product:
    """By the piece, weighed at pick-up, priced per kilo."""
    defaults = {
        "sale_mode": SaleMode.WEIGHED,
        "estimated_weight": 1800,
        "unit_label": "la pièce, env. 1,8 kg",
        "noun_one": "pièce",
        "noun_many": "pièces",
        "price": Decimal("13.90"),
    }
    return make_product(title, **defaults | fields)


def make_listing(
    product: Product | None = None, distribution: Distribution | None = None, **fields: Any
) -> Listing:
    """On sale at the distribution: the farm is engaged and present there."""
    product = product or make_product()
    distribution = distribution or make_distribution()
    attendance = None
    if product.farm:
        if not product.farm.engagements.filter(collective=distribution.collective).exists():
            make_engagement(product.farm, distribution.collective)
        attendance = Attendance.objects.filter(
            farm=product.farm, distribution=distribution
        ).first() or make_attendance(distribution, product.farm)
    stockrecord = product.stockrecords.get()
    defaults = {
        "price": stockrecord.price,
        "limited": product.stock_mode != StockMode.UNLIMITED,
        "attendance": attendance,
        "stockrecord": stockrecord,
        "collective": distribution.collective,
    }
    return Listing.objects.create(product=product, distribution=distribution, **defaults | fields)


def make_user(first_name: str = "Camille", last_name: str = "Arnoux", **fields: Any) -> User:
    n = next(_numbers)
    password = fields.pop("password", "un mot de passe sûr")
    email = fields.pop("email", f"personne{n}@sillon.example")
    return User.objects.create_user(
        email, password, first_name=first_name, last_name=last_name, **fields
    )


def make_household(user: User | None = None, **fields: Any) -> Household:
    user = user or make_user()
    household = Household.objects.create(**{"name": user.get_full_name()} | fields)
    Person.objects.create(
        household=household,
        user=user,
        first_name=user.first_name,
        last_name=user.last_name,
        phone="+33639981234",
    )
    return household


def make_member(collective: Collective, user: User | None = None) -> Household:
    """A household that joined the collective and accepted its terms."""
    household = make_household(user)
    Membership.objects.create(
        collective=collective,
        household=household,
        since=MONDAY,
        terms_version=collective.terms_version,
        terms_accepted_at=MONDAY,
    )
    return household


def make_role(collective: Collective, role: Role, user: User | None = None) -> User:
    user = user or make_user()
    CollectiveRole.objects.create(collective=collective, user=user, role=role)
    return user


def make_farm_member(
    farm: Farm, role: str = "manages", user: User | None = None, **fields: Any
) -> User:
    """Of the farm since long."""
    user = user or make_user("Jeanne", "Marchal")
    FarmMember.objects.create(
        farm=farm, user=user, role=role, **{"since": date(2020, 1, 1)} | fields
    )
    return user
