"""Who sees which order; where it stands, until when it can change; how pages and mails show it.

Read models hold raw values; templates write the words.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Subquery, Sum, TextChoices, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import Household
from commons.collectives.models import Role
from commons.collectives.permissions import collectives_of
from commons.core.dates import has_closed
from commons.core.quantities import BaseUnit, SaleMode
from distributions.models import Distribution
from distributions.presentation import closed_since, sentence_of
from shop.catalogue.goods import Goods, place_of
from shop.listings.models import Listing
from shop.order.models import Line, Order, OrderQuerySet

OWED = F("due_quantity") * F("container_deposit_cents")  # as `Returnable.cents` reckons


class OrderState(TextChoices):
    OPEN = "open", _("can still be changed")
    CLOSED = "closed", _("orders closed, to collect")
    PAST = "past", _("distribution over")
    CANCELLED = "cancelled", _("cancelled, nothing to pay")


def visible_orders(user: AbstractBaseUser | AnonymousUser) -> OrderQuerySet:
    """Those of the person's household, and those of the collectives where they are a manager."""
    if not user.is_authenticated:
        return Order.objects.none()
    own = Q(household__persons__user=user.pk)
    managed = Q(collective__in=collectives_of(user, Role.MANAGER).values("pk"))
    orders: OrderQuerySet = Order.objects.filter(own | managed).distinct()
    return orders


def standing_order(household: Household | None, distribution: Distribution) -> Order | None:
    """The household's order at a distribution (read with its collective)."""
    if household is None:
        return None
    orders = Order.objects.of_household(household).standing()
    order: Order | None = orders.filter(distribution=distribution).first()
    if order:
        order.distribution, order.household = distribution, household
        order.collective = distribution.collective
    return order


def with_facts_of_lines(orders: OrderQuerySet) -> OrderQuerySet:
    """Each with `deposit_cents`, owed for containers beside its total, and `is_estimate`.

    Also `ordered_cents`, what was ordered, which a cancelled order keeps. As `deposit_cents`
    and `is_estimate` say of lines, without a query more.
    """
    lines = Line.objects.filter(order=OuterRef("pk")).order_by()
    pieces = lines.counted().filter(base_unit=BaseUnit.PIECE)
    deposits = pieces.values("order").annotate(owed=Sum(OWED)).values("owed")
    ordered = lines.values("order").annotate(cents=Sum("ordered_cents")).values("cents")
    annotated: OrderQuerySet = orders.annotate(
        deposit_cents=Coalesce(Subquery(deposits), 0),
        ordered_cents=Coalesce(Subquery(ordered), 0),
        is_estimate=Exists(lines.counted().filter(sale_mode=SaleMode.WEIGHED)),
    )
    return annotated


def is_own(order: Order, user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the order is of the person's household."""
    return bool(order.household.persons.filter(user=user.pk).exists())


def open_listings(ids: Collection[int], now: datetime) -> set[int]:
    """Those of some listings (by id) whose own window is open, at a date that is not over."""
    listings = Listing.objects.filter(pk__in=ids, distribution__ends_at__gt=now)
    return set(listings.open_at(now).values_list("pk", flat=True))


def closings_of(orders: Iterable[Order]) -> dict[int, datetime]:
    """By order id, until when its last line can change; in one query."""
    listings = Listing.objects.filter(
        order_lines__order__in=[order.pk for order in orders], order_lines__due_quantity__gt=0
    )
    rows = listings.with_window().values("order_lines__order")
    return dict(
        rows.annotate(last=Max("window_closes_at")).values_list("order_lines__order", "last")
    )


def why_shut(ids: Collection[int], distribution: Distribution, now: datetime) -> str:
    """Why none of some listings (by id) can be ordered or changed, with the hour.

    Its distribution is read with its collective.
    """
    if distribution.cancelled_at or now >= distribution.ends_at:
        return sentence_of(distribution, now)
    rows = Listing.objects.filter(pk__in=ids).with_window().order_by()
    closings = list(rows.values_list("window_closes_at", flat=True))
    passed = [moment for moment in closings if moment and has_closed(moment, now)]
    if not passed or len(passed) < len(closings):
        return sentence_of(distribution, now)
    return closed_since(max(passed), now, distribution.collective.zone)


def state_of(order: Order, closes_at: datetime | None, now: datetime) -> OrderState:
    """Told from dates; `closes_at` is its last line's closing; its distribution is read."""
    if order.cancelled_at:
        return OrderState.CANCELLED
    if now >= order.distribution.ends_at:
        return OrderState.PAST
    if closes_at is not None and not has_closed(closes_at, now):
        return OrderState.OPEN
    return OrderState.CLOSED


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line: what was ordered, what is due (base units and cents, VAT included), and why."""

    line: Line
    goods: Goods

    @property
    def title(self) -> str:
        return str(self.line.title)

    @property
    def quantity(self) -> int:
        return self.line.due_quantity

    @property
    def cents(self) -> int:
        return self.line.due_cents

    @property
    def is_cancelled(self) -> bool:
        return self.line.due_quantity == 0

    @property
    def is_otherwise(self) -> bool:
        """Whether something else is due than was ordered."""
        return not self.is_cancelled and self.line.due_quantity != self.line.quantity


@dataclass(frozen=True, slots=True)
class Seller:
    """A farm, or the collective itself, and what was ordered from it."""

    name: str
    lines: Sequence[ShownLine]

    @property
    def cents(self) -> int:
        return sum(shown.cents for shown in self.lines)


def by_seller(lines: Iterable[Line]) -> list[Seller]:
    """Sellers by name, the collective's own goods last; their lines by name."""
    return sellers_in_order(sorted(lines, key=place_of_line))


def sellers_in_order(lines: Iterable[Line]) -> list[Seller]:
    """The same of lines that stand in this order."""
    return [
        Seller(name, [ShownLine(line, line.goods) for line in group])
        for name, group in groupby(lines, lambda line: line.seller_name)
    ]


def is_estimate(lines: Iterable[Line]) -> bool:
    """Whether something is weighed at pick-up, so that the total may change."""
    return any(line.goods.is_weighed and line.due_quantity for line in lines)


def deposit_cents(lines: Iterable[Line]) -> int:
    """What is owed for containers, beside the order's total."""
    return sum(line.deposit_cents for line in lines)


class Empty(NamedTuple):
    """Containers of one kind; none where goods by weight or volume do not tell it."""

    name: str
    pieces: int


def to_bring_back(order: Order) -> list[Empty]:
    """The containers of the household's order before that one, by name."""
    start = order.distribution.starts_at
    earlier = Order.objects.standing().filter(
        household=order.household_id,
        collective=order.collective_id,
        distribution__ends_at__lte=start,
    )
    last = earlier.order_by("distribution__ends_at").last()
    if last is None:
        return []
    lines = Line.objects.counted().filter(order=last).exclude(container_name="")
    pieces = Case(When(base_unit=BaseUnit.PIECE, then="due_quantity"), default=0)
    rows = lines.order_by("container_name").values("container_name").annotate(n=Sum(pieces))
    return [Empty(name, count) for name, count in rows.values_list("container_name", "n")]


def place_of_line(line: Line) -> tuple[object, ...]:
    return place_of(line.seller_name, line.title, is_last=line.seller.is_collective)
