"""How large a network at scale is: who comes where, what is sold there and how many order."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The distributions of one place.

    `farms` are invented ones, by number; those of `farms.json` come too, but to no outpost.
    `listings` and `orders` are those of the distribution that is open; `weight` is its share of
    all other orders. It began `weeks` ago; with 0 the first one is open.
    """

    collective: str
    place: str
    farms: tuple[int, ...]
    listings: int
    orders: int
    weight: int
    weeks: int
    is_outpost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A network: `farms` invented beside those `known` from `farms.json` (None: all).

    A known farm has `known_products` of its products at most, the invented ones what misses.
    `members` are how many households join each collective. Farms answer for what is only planned
    where they `answer_ahead`.
    """

    known: frozenset[str] | None
    farms: int
    known_products: int
    products: int
    pictures: int
    households: int
    orders: int
    lines: tuple[int, int]
    members: Mapping[str, int]
    rounds: tuple[Round, ...]
    answer_ahead: bool = True


TWO_YEARS = 104


def _farms(first: int, last: int, *others: int) -> tuple[int, ...]:
    """Those from one number to another, both included, and some that serve others first."""
    return (*range(first, last + 1), *others)


NETWORK = Scale(
    known=None,
    farms=82,
    known_products=100,
    products=5_000,
    pictures=500,
    households=2_500,
    orders=20_000,
    lines=(4, 12),
    members={
        "vallee-claire": 800,
        "trois-ponts": 600,
        "plateau": 300,
        "val-d-ombre": 300,
        "deux-rives": 300,
        "haut-pays": 250,
        "la-plaine": 250,
    },
    rounds=(
        Round(
            collective="vallee-claire",
            place="halle-aux-grains",
            farms=_farms(0, 15),
            listings=700,
            orders=60,
            weight=40,
            weeks=TWO_YEARS,
        ),
        Round(
            collective="vallee-claire",
            place="cafe-de-la-gare",
            farms=_farms(16, 17),
            listings=24,
            orders=10,
            weight=5,
            weeks=12,
            is_outpost=True,
        ),
        Round(
            collective="vallee-claire",
            place="preau-des-coteaux",
            farms=_farms(18, 22),
            listings=100,
            orders=20,
            weight=8,
            weeks=12,
            is_outpost=True,
        ),
        Round(
            collective="trois-ponts",
            place="ancienne-gare",
            farms=_farms(23, 46, 0, 1),
            listings=540,
            orders=400,
            weight=45,
            weeks=TWO_YEARS,
        ),
        Round(
            collective="plateau",
            place="salle-des-quatre-vents",
            farms=_farms(47, 54),
            listings=320,
            orders=25,
            weight=22,
            weeks=TWO_YEARS,
        ),
        Round(
            collective="val-d-ombre",
            place="ancienne-ecole",
            farms=_farms(55, 61, 0, 1, 23),
            listings=320,
            orders=25,
            weight=22,
            weeks=TWO_YEARS,
        ),
        Round(
            collective="deux-rives",
            place="maison-eclusiere",
            farms=_farms(62, 68, 24, 26, 47),
            listings=320,
            orders=25,
            weight=22,
            weeks=TWO_YEARS,
        ),
        Round(
            collective="haut-pays",
            place="salle-des-fetes",
            farms=_farms(69, 75, 27, 48, 49),
            listings=300,
            orders=20,
            weight=18,
            weeks=TWO_YEARS,
        ),
        Round(
            collective="la-plaine",
            place="marche-couvert",
            farms=_farms(76, 81, 2, 25, 50),
            listings=300,
            orders=20,
            weight=18,
            weeks=TWO_YEARS,
        ),
    ),
)

YOUNG = Scale(
    known=frozenset(),
    farms=27,
    known_products=0,
    products=1_500,
    pictures=100,
    households=400,
    orders=60,
    lines=(4, 12),
    members={"vallee-claire": 400},
    rounds=(
        Round(
            collective="vallee-claire",
            place="halle-aux-grains",
            farms=_farms(0, 19),
            listings=652,
            orders=25,
            weight=0,
            weeks=0,
            is_outpost=True,
        ),
        Round(
            collective="vallee-claire",
            place="cafe-de-la-gare",
            farms=_farms(20, 21),
            listings=24,
            orders=5,
            weight=1,
            weeks=1,
            is_outpost=True,
        ),
        Round(
            collective="vallee-claire",
            place="preau-des-coteaux",
            farms=_farms(22, 26),
            listings=100,
            orders=20,
            weight=0,
            weeks=0,
            is_outpost=True,
        ),
    ),
    answer_ahead=False,
)
"""A few weeks old: some 800 listings in all, where plans that a large network hides are dear."""

SCALES = {"large": NETWORK, "young": YOUNG}
