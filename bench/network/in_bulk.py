"""Writes a plan many rows at once, one distribution after the other, so that memory stays small.

Amounts, frozen columns, numbers and lists come from what the services use. Left out are the mails:
most would have been dropped by now (`collectifs.jobs`), and nobody reads them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from bench.network.bulk_lists import write_lists
from bench.network.bulk_orders import placing, write_orders
from bench.network.bulk_start import BATCH, write_households, write_products
from bench.network.ground import Ground
from bench.network.ordering import PlannedOrder
from bench.network.plan import Evening
from commons.accounts.models import Person
from commons.core.audit import entry
from commons.core.models import AuditEntry
from distributions.models import Attendance
from shop.catalogue.models import Product
from shop.listings.facts import hand_over_due
from shop.listings.models import Listing, StockMove
from shop.listings.offers import new_listing, usual_offers
from shop.listings.stock import by_record
from shop.partner.models import StockRecord

STOCKS_AT_ONCE = 200


class InBulk:
    """A writer of plans (see `building.Writer`)."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._people: list[Person] = []
        self._products: list[Product] = []
        self._records: list[StockRecord] = []
        self._goods: dict[int, int] = {}
        self._offers: dict[tuple[str, int], list[Any]] = defaultdict(list)

    def open_households(self) -> int:
        self._people = write_households(self._ground)
        return len(self._people)

    def make_products(self) -> int:
        self._products, self._records = write_products(self._ground)
        self._goods = {product.pk: good for good, product in enumerate(self._products)}
        for slug, collective in self._ground.collectives.items():
            for offer in usual_offers(collective.standing_offers.order_by("pk")):
                offer.product = self._products[self._goods[offer.product_id]]
                self._offers[slug, offer.product.seller.farm_id].append(offer)
        return len(self._products)

    def hold(self, evening: Evening, orders: Iterable[PlannedOrder]) -> int:
        distribution, planned = self._ground.distribution(evening), list(orders)
        present = _answer(self._ground, evening)
        listings = self._list(evening, present, planned)
        placings = [
            placing(each, self._people[each.person], distribution, listings) for each in planned
        ]
        if placings:
            write_orders(distribution, placings)
        if evening.is_closed:
            write_lists(distribution, at=evening.told_at)
        return len(placings)

    def refill(self) -> None:
        """As `demo.stock.refill`: the stock of the file, on top of what is promised."""
        plan, entries, moves = self._ground.plan, [], []
        self._hand_over()
        for row, product, record in zip(plan.rows, self._products, self._records, strict=True):
            before = record.num_in_stock
            stock = (record.num_allocated or 0) + int(row["stock"] or 0)
            if before is None or not row["stock"] or stock == before:
                continue
            record.num_in_stock = stock
            data, delta = {"from": before, "to": stock}, stock - before
            entries.append(
                entry(actor=None, action="count_stock", target=product, data=data, now=plan.now)
            )
            counted = StockMove.Kind.COUNTED
            moves.append(StockMove(stockrecord=record, kind=counted, delta=delta, at=plan.now))
        AuditEntry.objects.bulk_create(entries, BATCH)
        StockMove.objects.bulk_create(moves, BATCH)

    def finish(self) -> None:
        """Store the stocks, which changed with each evening."""
        lasting = [each for each in self._records if each.num_in_stock is not None]
        columns = ["num_in_stock", "num_allocated"]
        StockRecord.objects.bulk_update(lasting, columns, STOCKS_AT_ONCE)

    def _hand_over(self) -> None:
        """By the service, which reads and writes the stored stocks."""
        self.finish()
        hand_over_due(now=self._ground.plan.now)
        stored = StockRecord.objects.in_bulk([each.pk for each in self._records])
        for record in self._records:
            record.num_in_stock = stored[record.pk].num_in_stock
            record.num_allocated = stored[record.pk].num_allocated

    def _list(
        self, evening: Evening, present: Iterable[Attendance], planned: Iterable[PlannedOrder]
    ) -> dict[int, Listing]:
        """List what the farms usually offer, with what the orders will hold; by product."""
        ordered, listings = _ordered(planned), {}
        distribution = self._ground.distribution(evening)
        for attendance in present:
            for offer in self._offers[evening.round.collective, attendance.farm_id]:
                good = self._goods[offer.product_id]
                listing = new_listing(offer, distribution, attendance)
                listing.stockrecord = self._records[good]
                listing.ordered = ordered[good]
                listings[good] = listing
        Listing.objects.bulk_create(listings.values(), BATCH)
        self._allocate(listings.values())
        return listings

    def _allocate(self, listings: Collection[Listing]) -> None:
        changes = {each.pk: each.ordered for each in listings if each.ordered}
        changed = [each for each in listings if each.ordered]
        records = {each.stockrecord_id: each.stockrecord for each in changed}
        counting = {pk for pk, each in records.items() if each.num_in_stock is not None}
        for pk, quantity in by_record(changes, changed, counting).items():
            records[pk].num_allocated += quantity


def _answer(ground: Ground, evening: Evening) -> Sequence[Attendance]:
    """Say which farms come; those that do."""
    present = _attendances(ground, evening, Attendance.State.PRESENT, evening.present)
    absent = _attendances(ground, evening, Attendance.State.ABSENT, evening.absent)
    Attendance.objects.bulk_create([*present, *absent])
    AuditEntry.objects.bulk_create(
        entry(
            actor=None,
            action="set_attendance",
            target=each,
            data={"state": str(each.state)},
            now=evening.answered_at,
        )
        for each in (*present, *absent)
    )
    return present


def _attendances(
    ground: Ground, evening: Evening, state: Attendance.State, farms: Iterable[str]
) -> list[Attendance]:
    return [
        Attendance(
            distribution=ground.distribution(evening),
            farm=ground.farms[slug],
            state=state,
            answered_at=evening.answered_at,
        )
        for slug in farms
    ]


def _ordered(planned: Iterable[PlannedOrder]) -> dict[int, int]:
    """What the orders hold together, in base units by product of the plan."""
    sums: dict[int, int] = defaultdict(int)
    for order in planned:
        for each in order.wanted:
            sums[each.good] += each.quantity
    return sums
