"""Who orders what at an evening of the plan, drawn from one seed and never more than there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from bench.network.goods import PlannedOffer
from bench.network.plan import Evening, Plan
from collectifs.demo.building import SEED
from collectifs.demo.data_files import read_json
from collectifs.demo.orders import NOTED
from collectifs.demo.products import Row
from commons.core.quantities import SaleMode
from shop.catalogue.enums import StockMode

TRIES = 20
# The demo's consumer is the first of the people.
VISITOR = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A product, by its place among the plan's rows, in base units."""

    good: int
    quantity: int
    note: str


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """`person` is a place among the plan's people."""

    person: int
    at: datetime
    wanted: list[Wanted]


@dataclass(frozen=True, slots=True)
class _Stall:
    """What is there at an evening, how often people take it, and what is left as they do."""

    rng: Random
    rows: Sequence[Row]
    lines: tuple[int, int]
    offers: Sequence[PlannedOffer]
    weights: Sequence[int]
    notes: Sequence[str]
    left: dict[int, int | None]


class OrderBook:
    """The orders of a plan, one evening after the other: what lasts is shared by those to come.

    At an evening that is closed a farm sells at most what its file says, and fills up.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._habits = read_json("habits")
        self._lasting: dict[int, int] = {}

    def orders(self, evening: Evening) -> Iterator[PlannedOrder]:
        """In the order in which they come."""
        if not (evening.orders and evening.present):
            return
        stall = self._stall(evening)
        people = self._people(evening, stall.rng)
        end = min(self._plan.now, evening.slot.closes_at)
        span = (end - evening.slot.opens_at).total_seconds()
        moments = sorted(stall.rng.uniform(0, span) for _person in people)
        for person, moment in zip(people, moments, strict=True):
            at = evening.slot.opens_at + timedelta(seconds=moment)
            if wanted := list(_basket(stall)):
                yield PlannedOrder(person, at, wanted)
        if not evening.is_closed:
            self._keep(stall)

    def _stall(self, evening: Evening) -> _Stall:
        plan, one = self._plan, evening.round
        offers = [offer for farm in evening.present for offer in plan.stalls[one.collective, farm]]
        often = self._habits["often"]
        weights = [often.get(plan.rows[offer.good]["aisle"], 1) for offer in offers]
        return _Stall(
            rng=Random(f"{SEED} {one.place}, {evening.number}"),  # noqa: S311  (a demo)
            rows=plan.rows,
            lines=plan.scale.lines,
            offers=offers,
            weights=list(accumulate(weights)),
            notes=self._habits["notes"],
            left={offer.good: self._left(offer, evening) for offer in offers},
        )

    def _left(self, offer: PlannedOffer, evening: Evening) -> int | None:
        row = self._plan.rows[offer.good]
        if row["stock_mode"] == StockMode.UNLIMITED:
            return None
        if row["stock_mode"] == StockMode.PER_DISTRIBUTION:
            return offer.quota
        there = int(row["stock"] or 0)
        return there if evening.is_closed else self._lasting.get(offer.good, there)

    def _keep(self, stall: _Stall) -> None:
        for good, left in stall.left.items():
            if left is not None and stall.rows[good]["stock_mode"] == StockMode.LASTING:
                self._lasting[good] = left

    def _people(self, evening: Evening, rng: Random) -> list[int]:
        """Some members in any order; the demo's consumer each time, but not where it is open."""
        members = [each.person for each in self._plan.members[evening.round.collective]]
        others = [each for each in members if each != VISITOR]
        visits = len(others) < len(members) and not evening.is_open
        chosen = rng.sample(others, min(evening.orders - visits, len(others)))
        if visits:
            chosen.insert(rng.randrange(len(chosen) + 1), VISITOR)
        return chosen


def lasting_stock(plan: Plan, row: Row) -> int | None:
    """What a farm has of a lasting stock for all evenings that are closed; base units."""
    if row["stock_mode"] != StockMode.LASTING:
        return None
    return int(row["stock"] or 0) * (len(plan.past) + 1)


def _basket(stall: _Stall) -> Iterator[Wanted]:
    """Some products of which enough is left; as a rule at least one."""
    rng = stall.rng
    for _try in range(TRIES):
        drawn = rng.choices(stall.offers, cum_weights=stall.weights, k=rng.randint(*stall.lines))
        goods = [offer.good for offer in dict.fromkeys(drawn)]
        wanted = [each for good in goods if (each := _take(stall, good))]
        if wanted:
            yield from wanted
            return


def _take(stall: _Stall, good: int) -> Wanted | None:
    row, there = stall.rows[good], stall.left[good]
    quantity = _quantity(row, stall.rng)
    noted = row["note_allowed"] == "1" and stall.rng.random() < NOTED
    note = stall.rng.choice(stall.notes) if noted else ""
    if there is None:
        return Wanted(good, quantity, note)
    if quantity > there:
        return None
    stall.left[good] = there - quantity
    return Wanted(good, quantity, note)


def _quantity(row: Row, rng: Random) -> int:
    more = 0 if row["sale_mode"] == SaleMode.WEIGHED else rng.choice([0, 0, 0, 1, 1, 2])
    return min(int(row["least"]) + more * int(row["step"]), int(row["most"]))
