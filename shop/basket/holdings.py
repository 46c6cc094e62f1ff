"""What somebody has chosen and ordered, by distribution, in one query a request."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, IntegerField, QuerySet, Value
from django.http import HttpRequest

from commons.accounts.models import Household
from commons.core.questions import Given, question
from distributions.models import Distribution
from shop.basket.models import Basket, Line
from shop.basket.owner import owner_of

_CACHED = "_basket_holdings"
type Quantities = dict[int, int]
"""Base units by listing id."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """By distribution id, what a household's open baskets hold and what its orders hold.

    An empty basket is there too: beside an order, it takes everything out.
    """

    drafted: dict[int, Quantities]
    ordered: dict[int, Quantities]

    @property
    def differing(self) -> set[int]:
        """Ids of the distributions where the draft is not what is ordered."""
        both = self.drafted.keys() & self.ordered.keys()
        return {each for each in both if self.drafted[each] != self.ordered[each]}


def holdings_of(household: Household, now: datetime) -> Holdings:
    """Those of a household at the distributions that have not ended.

    Orders are another app's, above this one: they are reached from the household, by name.
    """
    found = Holdings(defaultdict(dict), defaultdict(dict))
    for distribution, listing, quantity, is_ordered in _coming.ask(household=household.pk, now=now):
        lines = (found.ordered if is_ordered else found.drafted)[distribution]
        lines |= {listing: quantity} if quantity else {}
    return found


@question
def _coming() -> QuerySet[Any, tuple[Any, ...]]:
    """Distribution, listing, quantity, and whether it is an order's line."""
    of_household = {
        "household": Given("household", IntegerField()),
        "distribution__ends_at__gt": Given("now", DateTimeField()),
    }
    fields = ("distribution_id", "lines__listing_id", "lines__quantity")
    all_orders: Any = Household._meta.get_field("orders").related_model
    orders = all_orders.objects.standing().filter(**of_household).order_by()
    baskets = Basket.objects.filter(**of_household, status=Basket.OPEN).order_by()
    both: QuerySet[Any, tuple[Any, ...]] = orders.values_list(*fields, Value(True)).union(
        baskets.values_list(*fields, Value(False)), all=True
    )
    return both.order_by()


def own_holdings(request: HttpRequest, household: Household, now: datetime) -> Holdings:
    """The same, once for all that a page asks."""
    found: Holdings | None = getattr(request, _CACHED, None)
    if found is None:
        found = holdings_of(household, now)
        setattr(request, _CACHED, found)
    return found


def chosen_and_held(
    request: HttpRequest, distribution: Distribution, now: datetime
) -> tuple[Quantities, Quantities]:
    """What the basket and the order of whoever asks hold at a distribution."""
    owner = owner_of(request)
    if owner.household:
        found = own_holdings(request, owner.household, now)
        return found.drafted.get(distribution.pk, {}), found.ordered.get(distribution.pk, {})
    if not owner.token:
        return {}, {}
    lines = Line.objects.filter(
        basket__token=owner.token,
        basket__distribution=distribution.pk,
        basket__status=Basket.OPEN,
    )
    return dict(lines.order_by().values_list("listing_id", "quantity")), {}
