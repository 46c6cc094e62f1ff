"""The demo's products, as their farms would have typed them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

from collectifs.demo.data_files import read_products, several
from collectifs.demo.sizes import Size
from commons.collectives.models import Collective, Network
from commons.core.models import CollectifsImage
from commons.core.money import to_cents
from commons.core.quantities import BaseUnit, SaleMode
from farms.models import Farm, FarmEngagement, Label
from shop.catalogue.data import ProductData
from shop.catalogue.enums import Allergen, AllergenStatement, Keeping, StockMode
from shop.catalogue.models import Aisle, Container, Product
from shop.catalogue.services import create_product
from shop.listings.services import offer_usually
from shop.partner.sellers import seller_of

type Row = Mapping[str, str]

# What the demo's past orders take too: the stock of the file is what is there today.
STOCK_FACTOR = 4


@dataclass(frozen=True, slots=True)
class Shelves:
    """What products refer to, by slug or name."""

    aisles: Mapping[str, Aisle]
    labels: Mapping[str, Label]
    containers: Mapping[str, Container]
    pictures: Mapping[str, CollectifsImage]


def rows_of(size: Size) -> list[Row]:
    """The first products of each farm."""
    by_farm = groupby(read_products(), key=lambda row: row["farm"])
    return [row for _farm, rows in by_farm for row in list(rows)[: size.products_per_farm]]


def icons_of(rows: Sequence[Row], size: Size) -> list[str]:
    """The pictures that the products share, in order."""
    return list(dict.fromkeys(row["icon"] for row in rows if row["icon"]))[: size.pictures]


def make_containers(network: Network, rows: Sequence[Row]) -> dict[str, Container]:
    deposits = {row["container"]: row["deposit"] for row in rows if row["container"]}
    return {
        name: Container.objects.create(
            network=network, name=name, deposit_cents=to_cents(Decimal(deposit))
        )
        for name, deposit in deposits.items()
    }


def make_products(
    rows: Sequence[Row], farms: Mapping[str, Farm], shelves: Shelves, *, now: datetime
) -> list[Product]:
    """Make each product with its price and stock."""
    since = now - timedelta(weeks=10)
    sellers = {slug: seller_of(farm) for slug, farm in farms.items()}
    return [
        create_product(
            seller=sellers[row["farm"]],
            data=data_of(row, shelves),
            price=Decimal(row["price"]),
            stock=int(row["stock"]) * STOCK_FACTOR if row["stock"] else None,
            actor=None,
            now=since,
        )
        for row in rows
    ]


def offer_products(goods: Iterable[tuple[Row, Product]], *, now: datetime) -> None:
    """Offer what is in season at each collective that its farm serves."""
    engagements = FarmEngagement.objects.select_related("collective").order_by("pk")
    served: dict[int | None, list[Collective]] = defaultdict(list)
    for engagement in engagements:
        served[engagement.farm_id].append(engagement.collective)
    for row, product in goods:
        for collective in served[product.seller.farm_id] if in_season(row, now) else []:
            quota = _number(row["usual_quota"])
            offer_usually(product=product, collective=collective, usual_quota=quota, now=now)


def in_season(row: Row, now: datetime) -> bool:
    return not row["season_months"] or str(now.month) in several(row["season_months"])


def data_of(row: Row, shelves: Shelves) -> ProductData:
    return ProductData(
        title=row["name"],
        aisle=shelves.aisles[row["aisle"]],
        sale_mode=SaleMode(row["sale_mode"]),
        base_unit=BaseUnit(row["base_unit"]),
        unit_label=row["unit_label"],
        noun_one=row["noun_one"],
        noun_many=row["noun_many"],
        step=int(row["step"]),
        least=int(row["least"]),
        most=int(row["most"]),
        net_content=_number(row["net_content"]),
        net_unit=BaseUnit(row["net_unit"]) if row["net_unit"] else None,
        estimated_weight=_number(row["estimated_weight_g"]),
        tolerance_percent=int(row["tolerance_percent"]),
        vat_rate=Decimal(row["vat_rate"]) if row["vat_rate"] else None,
        labels=[shelves.labels[slug] for slug in several(row["labels"])],
        description=row["description"],
        origin=row["origin"],
        variety=row["variety"],
        ingredients=row["ingredients"],
        allergen_statement=AllergenStatement(row["allergen_statement"]),
        allergens=[Allergen(code) for code in several(row["allergens"])],
        season_months=[int(month) for month in several(row["season_months"])],
        container=shelves.containers.get(row["container"]),
        keeping=Keeping(row["keeping"]),
        stock_mode=StockMode(row["stock_mode"]),
        produced_by=row["produced_by"],
        note_allowed=row["note_allowed"] == "1",
        has_withdrawal_right=row["withdrawal"] == "1",
        is_alcohol=row["alcohol"] == "1",
        keywords=row["keywords"],
        picture=shelves.pictures.get(row["icon"]),
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
