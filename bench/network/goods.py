"""What farms sell in a network at scale, and what of it each collective is usually offered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bench.network.invented import Entry
from bench.network.sizes import Round, Scale
from collectifs.demo.data_files import read_products, several
from collectifs.demo.products import Row
from commons.core.money import euros, share, to_cents
from farms.models import VatRegime

# How many products an invented farm has, in turn, as a share of what there are to make.
SIZES = (30, 70, 45, 55, 50)
# Each invented farm begins further down the file, so that neighbours sell different goods.
STRIDE = 37
DEARER_AT = 3
DEARER = Decimal("1.05")


@dataclass(frozen=True, slots=True)
class PlannedOffer:
    """A product (by its place among the rows) that a collective is usually offered.

    Without a `price` of its own the product's holds; `quota` in base units.
    """

    good: int
    collective: str
    price: Decimal | None
    quota: int | None


def product_rows(scale: Scale, farms: Sequence[Entry]) -> list[Row]:
    """The rows of every product: known farms have their own, invented ones some of everybody's."""
    pool = read_products()
    known, invented = _parted(scale, farms)
    rows: list[Row] = []
    for farm in known:
        own = [row for row in pool if row["farm"] == farm["slug"]]
        rows += own[: scale.known_products]
    weights = [SIZES[number % len(SIZES)] for number in range(len(invented))]
    counts = share(scale.products - len(rows), weights)
    for number, (farm, count) in enumerate(zip(invented, counts, strict=True)):
        rows += _of_invented(farm, number, count, pool)
    return rows


def _of_invented(farm: Entry, number: int, count: int, pool: Sequence[Row]) -> Iterator[Row]:
    """Rows that follow each other in the file, as its own; where it must, it charges VAT."""
    for place in range(count):
        row = pool[(number * STRIDE + place) % len(pool)]
        rate = row["vat_rate"] or ("20" if row["aisle"] == "hygiene" else "5.5")
        charged = rate if farm["vat_regime"] == VatRegime.REAL else ""
        yield {**row, "farm": farm["slug"], "vat_rate": charged, "produced_by": "", "labels": "bio"}


def offers_of(
    scale: Scale, rows: Sequence[Row], farms: Sequence[Entry], month: int
) -> list[PlannedOffer]:
    """Out of what is in season, as much of each farm as makes the listings of each round."""
    in_season: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if not row["season_months"] or str(month) in several(row["season_months"]):
            in_season.setdefault(row["farm"], []).append(place)
    return [
        _offer(place, rows[place], each.collective)
        for each in scale.rounds
        for place in _chosen(each, [in_season.get(farm, []) for farm in coming(scale, each, farms)])
    ]


def coming(scale: Scale, one: Round, farms: Sequence[Entry]) -> list[str]:
    """The farms of a round, by slug; those known serve their collective where it has its place."""
    known, invented = _parted(scale, farms)
    own = [invented[number]["slug"] for number in one.farms]
    if one.is_outpost:
        return own
    served = [
        farm["slug"]
        for farm in known
        if any(each["slug"] == one.collective for each in farm["collectives"])
    ]
    return served + own


def _parted(scale: Scale, farms: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """The known farms, and the invented ones, which come last."""
    known = len(farms) - scale.farms
    return farms[:known], farms[known:]


def _chosen(one: Round, goods: Sequence[Sequence[int]]) -> Iterator[int]:
    counts = share(one.listings, [len(each) for each in goods])
    for each, count in zip(goods, counts, strict=True):
        yield from each[:count]


def _offer(place: int, row: Row, collective: str) -> PlannedOffer:
    """Now and then a collective has a price of its own."""
    price = Decimal(row["price"])
    dearer = euros(to_cents(price * DEARER)) if place % 7 == DEARER_AT else None
    quota = int(row["usual_quota"]) if row["usual_quota"] else None
    return PlannedOffer(place, collective, dearer, quota)
