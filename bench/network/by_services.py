"""Writes a plan as people would, one service call after the other: what the bulk must equal."""

from collections.abc import Iterable
from decimal import Decimal

from bench.network.ground import Ground
from bench.network.ordering import PlannedOrder, lasting_stock
from bench.network.plan import Evening
from collectifs.demo.network import AGE
from collectifs.demo.people import PASSWORD
from collectifs.demo.products import data_of
from collectifs.demo.stock import refill
from commons.accounts.models import Household, Person
from commons.accounts.services import sign_up
from commons.collectives.services import join_collective
from distributions.models import Distribution
from shop.basket.services import open_basket
from shop.catalogue.models import Product
from shop.catalogue.services import create_product
from shop.listings.models import Listing
from shop.listings.services import mark_absent, mark_present, offer_usually
from shop.order.late_drafts import drop_late_drafts
from shop.order.services import Customer, choose, place_order
from shop.partner.sellers import seller_of
from shop.reporting.services import process_due_closings


class ByServices:
    """A writer of plans (see `building.Writer`)."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._people: list[Person] = []
        self._products: list[Product] = []

    def open_households(self) -> int:
        plan = self._ground.plan
        for each in plan.people:
            user = self._ground.users.get(each["email"]) or sign_up(
                **each, password=PASSWORD, email_verified=True, now=plan.now - AGE
            )
            self._people.append(Person.objects.select_related("household", "user").get(user=user))
        for joinings in plan.members.values():
            for joining in joinings:
                join_collective(
                    household=self._people[joining.person].household,
                    collective=self._ground.collectives[joining.collective],
                    accepts_terms=True,
                    now=joining.at,
                )
        return len(self._people)

    def make_products(self) -> int:
        ground, plan = self._ground, self._ground.plan
        for row in plan.rows:
            product = create_product(
                seller=seller_of(ground.farms[row["farm"]]),
                data=data_of(row, ground.shelves),
                price=Decimal(row["price"]),
                stock=lasting_stock(plan, row),
                actor=None,
                now=plan.now - AGE,
            )
            self._products.append(product)
        for offer in plan.offers:
            offer_usually(
                product=self._products[offer.good],
                collective=ground.collectives[offer.collective],
                price=offer.price,
                usual_quota=offer.quota,
                now=plan.now - AGE,
            )
        return len(self._products)

    def hold(self, evening: Evening, orders: Iterable[PlannedOrder]) -> int:
        distribution = self._ground.distribution(evening)
        for answer, farms in ((mark_present, evening.present), (mark_absent, evening.absent)):
            for slug in farms:
                farm, at = self._ground.farms[slug], evening.answered_at
                answer(distribution=distribution, farm=farm, actor=None, now=at)
        listings = {
            each.product_id: each for each in Listing.objects.filter(distribution=distribution)
        }
        placed = sum(self._order(each, distribution, listings) for each in orders)
        if evening.is_closed:
            process_due_closings(now=evening.told_at)
            drop_late_drafts(now=evening.told_at)
        return placed

    def refill(self) -> None:
        plan = self._ground.plan
        refill(zip(plan.rows, self._products, strict=True), now=plan.now)

    def finish(self) -> None:
        """Nothing is held back."""

    def _order(
        self, planned: PlannedOrder, distribution: Distribution, listings: dict[int, Listing]
    ) -> int:
        person = self._people[planned.person]
        household: Household = person.household
        uids = {
            each.good: str(listings[self._products[each.good].pk].uid) for each in planned.wanted
        }
        basket = open_basket(household=household, distribution=distribution)
        wanted = {uids[each.good]: each.quantity for each in planned.wanted}
        notes = {uids[each.good]: each.note for each in planned.wanted if each.note}
        choose(basket=basket, wanted=wanted, notes=notes, now=planned.at)
        assert person.user is not None  # noqa: S101  (all of them have an account)
        place_order(
            basket=basket,
            customer=Customer(person.user, household.name, person.phone),
            accepts_terms=True,
            now=planned.at,
        )
        return 1
