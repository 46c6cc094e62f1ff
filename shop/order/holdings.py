"""What somebody has chosen and ordered at the distributions to come, in one query a request."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.cache import cache
from django.db.models import DateTimeField, IntegerField, QuerySet, Value
from django.http import HttpRequest

from commons.accounts.models import Household
from commons.collectives.models import Collective
from commons.core.questions import Given, question
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.basket.owner import owner_of
from shop.basket.quantities import Asked, Asks, Portion, Portions
from shop.listings.quantity_fields import Parcels
from shop.order.change import is_change
from shop.order.drafts import Draft, draft_with, drafts_beside
from shop.order.models import Line, Order
from shop.order.selectors import place_of_line, standing_order

_CACHED, _DRAFTS = "_holdings", "_changed_drafts"
HOUR = 3600
NOBODY = Portion()


class Held(NamedTuple):
    """What an order holds of a listing, at each price (cents with VAT), and the note."""

    parcels: Parcels = ()
    note: str = ""

    @property
    def quantity(self) -> int:
        return sum(quantity for quantity, _cents in self.parcels)


@dataclass(frozen=True, slots=True)
class Holding:
    """At one distribution, by listing id: what the basket says, and what the order holds.

    `uids` are those of all these listings.
    """

    asked: Asks
    held: Mapping[int, Held]
    has_order: bool = False
    uids: frozenset[str] = frozenset()

    @property
    def wanted(self) -> dict[int, int]:
        """Base units by listing id: the basket's, else the order's."""
        held = {pk: each.quantity for pk, each in self.held.items()}
        return {pk: n for pk, n in {**held, **_quantities(self.asked)}.items() if n}

    @property
    def parcels(self) -> dict[int, Parcels]:
        """What the order holds by listing id, at each of its prices."""
        return {pk: held.parcels for pk, held in self.held.items()}

    @property
    def portions(self) -> Portions:
        """What the order holds by listing id."""
        return {pk: Portion(held.quantity, held.note) for pk, held in self.held.items()}

    @property
    def shown(self) -> set[int]:
        """The listings of which something is wanted or held."""
        return {*self.held, *(pk for pk, asked in self.asked.items() if asked.quantity)}

    @property
    def is_changed(self) -> bool:
        """Whether the basket differs from the order that stands."""
        held = self.portions
        return self.has_order and any(
            is_change(asked.portion, held.get(pk, NOBODY)) for pk, asked in self.asked.items()
        )


EMPTY = Holding({}, {})


def holdings_of(household: Household, now: datetime) -> dict[int, Holding]:
    """By distribution id, those of a household at the distributions that have not ended."""
    return _by_distribution(_coming.ask(household=household.pk, now=now))


def holding_of(basket: Basket) -> Holding:
    """What a basket's owner has chosen and ordered at its distribution, in one query."""
    if basket.household_id is None:
        return _chosen_by_visitor(basket.token, basket.distribution_id)
    rows = _at_one.ask(household=basket.household_id, distribution=basket.distribution_id)
    return _by_distribution(rows).get(basket.distribution_id, EMPTY)


def _by_distribution(rows: Iterable[tuple[Any, ...]]) -> dict[int, Holding]:
    asked: dict[int, dict[int, Asked]] = defaultdict(dict)
    held: dict[int, dict[int, Held]] = defaultdict(dict)
    uids: dict[int, set[str]] = defaultdict(set)
    for row in sorted(rows, key=_age):
        distribution, listing, quantity, cents, note, price, uid, _line, is_ordered = row
        uids[distribution].add(str(uid))
        if not is_ordered:
            asked[distribution] |= {listing: Asked(quantity, note, price)} if listing else {}
            continue
        before = held[distribution].get(listing, Held())
        if quantity:
            held[distribution][listing] = Held(
                (*before.parcels, (quantity, cents)), before.note or note
            )
    return {
        pk: Holding(asked.get(pk, {}), held.get(pk, {}), pk in held, frozenset(uids[pk]))
        for pk in asked.keys() | held.keys()
    }


@question
def _coming() -> QuerySet[Any, tuple[Any, ...]]:
    return _chosen_and_ordered(distribution__ends_at__gt=Given("now", DateTimeField()))


@question
def _at_one() -> QuerySet[Any, tuple[Any, ...]]:
    return _chosen_and_ordered(distribution=Given("distribution", IntegerField()))


def _chosen_and_ordered(**where: Given) -> QuerySet[Any, tuple[Any, ...]]:
    """Distribution, listing, quantity, cents, note, price, uid of the listing, line, and whether
    it is an order's."""
    of_household = {"household": Given("household", IntegerField()), **where}
    orders = Order.objects.standing().filter(**of_household).order_by()
    ordered = orders.values_list(
        *("distribution_id", "lines__listing_id", "lines__due_quantity", "lines__due_cents"),
        *("lines__note", "lines__price", "lines__listing__uid", "lines__id", Value(True)),
    )
    baskets = Basket.objects.filter(**of_household, status=Basket.OPEN).order_by()
    asked = baskets.values_list(
        *("distribution_id", "lines__listing_id", "lines__quantity", Value(0)),
        *("lines__note", "lines__price_incl_tax", "lines__listing__uid", "lines__id", Value(False)),
    )
    both: QuerySet[Any, tuple[Any, ...]] = ordered.union(asked, all=True)
    return both.order_by()


def own_holdings(request: HttpRequest, household: Household, now: datetime) -> dict[int, Holding]:
    """The same, once for all that a page asks."""
    kept: dict[int, Holding] | None = getattr(request, _CACHED, None)
    if kept is None:
        kept = holdings_of(household, now)
        setattr(request, _CACHED, kept)
    return kept


def holding_at(request: HttpRequest, distribution: Distribution, now: datetime) -> Holding:
    """What the basket and the order of whoever asks hold at a distribution."""
    owner = owner_of(request)
    if owner.household:
        return own_holdings(request, owner.household, now).get(distribution.pk, EMPTY)
    return _chosen_by_visitor(owner.token, distribution.pk)


def _chosen_by_visitor(token: str | None, distribution: int) -> Holding:
    if not token:
        return EMPTY
    lines = BasketLine.objects.filter(
        basket__token=token, basket__distribution=distribution, basket__status=Basket.OPEN
    )
    rows = list(
        lines.order_by().values_list(
            "line_reference", "listing_id", "quantity", "note", "price_incl_tax"
        )
    )
    asked = {listing: Asked(*said) for _uid, listing, *said in rows}
    return Holding(asked, {}, uids=frozenset(uid for uid, *_rest in rows))


def draft_at(request: HttpRequest, distribution: Distribution, now: datetime) -> Draft:
    """What whoever asks wants at a distribution (read with its place and collective)."""
    holding = holding_at(request, distribution, now)
    order = standing_order(owner_of(request).household, distribution) if holding.has_order else None
    return draft_with(distribution, order, holding.asked)


def forget_holdings(request: HttpRequest) -> None:
    """What was chosen has changed since the page first asked."""
    for name in (_CACHED, _DRAFTS):
        if hasattr(request, name):
            delattr(request, name)


def changed_drafts(request: HttpRequest, now: datetime) -> list[Draft]:
    """Whoever asks: the drafts that differ from standing orders; three queries for some."""
    household = owner_of(request).household
    if household is None:
        return []
    kept: list[Draft] | None = getattr(request, _DRAFTS, None)
    if kept is None:
        holdings = own_holdings(request, household, now)
        kept = drafts_at(
            household,
            {pk: holding.asked for pk, holding in holdings.items() if holding.is_changed},
        )
        setattr(request, _DRAFTS, kept)
    return kept


def ordered_lines(household: Household, distribution: Distribution) -> list[Line]:
    """What the household's standing order holds at a distribution, by seller."""
    lines = Line.objects.counted().filter(
        order__household=household, order__distribution=distribution
    )
    return sorted(lines, key=place_of_line)


def drafts_at(household: Household, asked: Mapping[int, Asks]) -> list[Draft]:
    """The drafts of a household that differ from its standing orders; asked by distribution id."""
    if not asked:
        return []
    related = ("distribution__place", "distribution__collective__network", "household", "user")
    rows = Order.objects.of_household(household).standing().filter(distribution__in=asked)
    orders = list(rows.select_related(*related))
    for order in orders:
        order.collective = order.distribution.collective
    return [draft for draft in drafts_beside(orders, asked) if draft.changes]


def usual_products(
    user: AbstractBaseUser | AnonymousUser, collective: Collective
) -> frozenset[int]:
    """Ids of the products that the person's household has ordered in a collective.

    The shop's "Mes habitudes"; kept for an hour.
    """
    if not user.is_authenticated:
        return frozenset()
    key = f"habits:{user.pk}:{collective.pk}"
    kept: frozenset[int] | None = cache.get(key)
    if kept is None:
        ordered = Line.objects.counted().filter(
            order__collective=collective, order__household__persons__user=user.pk
        )
        kept = frozenset(ordered.order_by().values_list("product_id", flat=True).distinct())
        cache.set(key, kept, HOUR)
    return kept


def _age(row: tuple[Any, ...]) -> int:
    """The oldest line first; a basket without lines has none."""
    return row[-2] or 0


def _quantities(asks: Asks) -> dict[int, int]:
    return {pk: asked.quantity for pk, asked in asks.items()}
