"""The demo's orders: households with habits, who order while one can, as they would by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db.models import QuerySet

from collectifs.demo.calendar import MAIN
from collectifs.demo.data_files import read_json
from commons.accounts.models import Household, Person
from commons.collectives.models import Collective
from commons.core.quantities import SaleMode
from distributions.models import Distribution
from shop.basket.services import open_basket
from shop.catalogue.enums import StockMode
from shop.listings.models import Listing
from shop.listings.stock import left
from shop.order.models import Line, Order
from shop.order.services import Customer, choose, place_order
from shop.order.withdrawal import is_over
from shop.order.withdrawal_services import withdraw

FOYERS = "@foyers.example"
VISITOR = "consommateur@sillon.example"
NOTED = 0.15


@dataclass(frozen=True, slots=True)
class Evening:
    """One distribution to order for: what is left of each listing as the orders come in."""

    distribution: Distribution
    rng: Random
    lines: tuple[int, int]
    habits: dict[str, Any]
    listings: list[Listing]
    left: dict[int, int | None] = field(default_factory=dict)


def evening(
    distribution: Distribution, rng: Random, lines: tuple[int, int], *, lasting: bool, keep: bool
) -> Evening:
    """Look at a shop before the first order.

    Without `lasting`, goods whose stock is shared with other distributions are left alone; with
    `keep`, some of what `habits.json` names stays for the visitor.
    """
    habits = read_json("habits")
    listings = list(_listings(distribution, lasting=lasting).order_by("product__title", "pk"))
    found = Evening(distribution, rng, lines, habits, listings)
    reserve = habits["left"] if keep else {}
    for listing in listings:
        there = left(listing)
        kept = reserve.get(listing.product.title, 0)
        found.left[listing.pk] = None if there is None else max(there - kept, 0)
    return found


def _listings(distribution: Distribution, *, lasting: bool) -> QuerySet[Listing]:
    listings = Listing.objects.filter(distribution=distribution).offered()
    if not lasting:
        listings = listings.exclude(product__stock_mode=StockMode.LASTING)
    return listings.select_related("product__aisle", "stockrecord")


def customers_of(collective: Collective, *, with_visitor: bool) -> list[Person]:
    """Who orders: the invented households, and the demo's consumer where she does."""
    persons = Person.objects.filter(household__memberships__collective=collective)
    invented = persons.filter(user__email__endswith=FOYERS)
    found = invented | persons.filter(user__email=VISITOR) if with_visitor else invented
    return list(found.select_related("user", "household").distinct().order_by("pk"))


def place_orders(shop: Evening, customers: Sequence[Person], count: int, *, now: datetime) -> int:
    """Place some orders, one after the other, from the opening until the closing or `now`."""
    opens_at, closes_at = shop.distribution.opens_at, shop.distribution.closes_at
    assert opens_at is not None  # noqa: S101  (the demo's distributions have both)
    assert closes_at is not None  # noqa: S101  (see above)
    span = (min(now, closes_at) - opens_at).total_seconds()
    chosen = _chosen(customers, count, shop.rng)
    moments = sorted(shop.rng.uniform(0, span) for _person in chosen)
    return sum(
        _order(shop, person, opens_at + timedelta(seconds=moment))
        for person, moment in zip(chosen, moments, strict=True)
    )


def give_up_once(distributions: Sequence[Distribution], *, now: datetime) -> None:
    """A household of the main collective gives up goods that keep; nobody has answered yet."""
    keep = Line.objects.counted().filter(has_withdrawal_right=True)
    orders = Order.objects.filter(
        distribution__in=[each for each in distributions if each.ends_at <= now],
        collective__slug=MAIN,
        user__email__endswith=FOYERS,
        lines__in=keep,
    )
    order = orders.order_by("-distribution__starts_at", "pk").first()
    if order is None or is_over(order, now):
        return
    chosen = [str(keep.filter(order=order).earliest("pk").uid)]
    withdraw(order=order, chosen=chosen, actor=order.user, now=now)


def _chosen(customers: Sequence[Person], count: int, rng: Random) -> list[Person]:
    """Some of them, in any order; the demo's consumer always, where she is among them."""
    visitor = [each for each in customers if each.user and each.user.email == VISITOR]
    others = [each for each in customers if each not in visitor]
    chosen = visitor + rng.sample(others, min(count - len(visitor), len(others)))
    rng.shuffle(chosen)
    return chosen


def _order(shop: Evening, person: Person, at: datetime) -> bool:
    wanted = _wanted(shop)
    household: Household = person.household
    basket = open_basket(household=household, distribution=shop.distribution)
    choose(basket=basket, wanted=wanted, notes=_notes(shop, wanted), now=at)
    assert person.user is not None  # noqa: S101  (only persons with an account are asked for)
    place_order(
        basket=basket,
        customer=Customer(person.user, household.name, person.phone),
        accepts_terms=True,
        now=at,
    )
    return True


def _wanted(shop: Evening) -> dict[str, str | int]:
    """Base units by the listing's uid, drawn by how often people take from an aisle."""
    rng, often = shop.rng, shop.habits["often"]

    def rank(listing: Listing) -> float:
        return float(rng.random() ** (1 / often.get(listing.product.aisle.slug, 1)))

    ranked = sorted(shop.listings, key=rank, reverse=True)
    wanted: dict[str, str | int] = {}
    for listing in ranked[: rng.randint(*shop.lines)]:
        quantity = _quantity(shop, listing)
        there = shop.left[listing.pk]
        if there is None or quantity <= there:
            wanted[str(listing.uid)] = quantity
            if there is not None:
                shop.left[listing.pk] = there - quantity
    return wanted


def _quantity(shop: Evening, listing: Listing) -> int:
    product = listing.product
    more = 0 if product.sale_mode == SaleMode.WEIGHED else shop.rng.choice([0, 0, 0, 1, 1, 2])
    quantity: int = product.least + more * product.step
    return quantity if product.most is None else min(quantity, product.most)


def _notes(shop: Evening, wanted: dict[str, str | int]) -> dict[str, str]:
    return {
        str(listing.uid): shop.rng.choice(shop.habits["notes"])
        for listing in shop.listings
        if str(listing.uid) in wanted and listing.product.note_allowed and shop.rng.random() < NOTED
    }
