"""One order: all that its page shows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from commons.collectives.models import Collective, Network, Role
from commons.collectives.permissions import has_role
from commons.core.quantities import BaseUnit, format_quantity
from distributions.models import Distribution, PickupPlace
from distributions.presentation import Band, band_of
from home.orders.same import date_again, open_dates
from shop.order.models import Line, Order, OrderEvent
from shop.order.paper import qr_svg
from shop.order.selectors import (
    OrderState,
    Seller,
    by_seller,
    closings_of,
    deposit_cents,
    is_estimate,
    is_own,
    open_listings,
    state_of,
)
from shop.order.withdrawal import WithdrawalRight, right_of


@dataclass(frozen=True, slots=True)
class Step:
    """A product of which another quantity was ordered: "2 bottes", "1,5 kg"."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """What was done with an order: with which products, and why."""

    at: datetime
    label: str
    steps: Sequence[Step]
    names: Sequence[str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """What `orders/detail.html` shows; cents with VAT.

    `may_cancel` are ids of lines, one for each product; `needs_reason` those of them that only a
    manager may cancel now, who says why.
    """

    order: Order
    collective: Collective
    network: Network
    distribution: Distribution
    place: PickupPlace
    zone: ZoneInfo
    band: Band
    state: OrderState
    closes_at: datetime | None
    now: datetime
    sellers: Sequence[Seller]
    is_estimate: bool
    deposit_cents: int
    is_own: bool
    is_open: bool
    is_partly_closed: bool
    is_ahead: bool
    qr: str  # what one shows to collect: SVG, else nothing
    may_cancel: Collection[int]
    needs_reason: Collection[int]
    events: Sequence[Told]
    next: Distribution | None
    withdrawal: WithdrawalRight | None


def order_page(order: Order, user: AbstractBaseUser | AnonymousUser, now: datetime) -> OrderPage:
    """One order, also for a manager who looks at somebody's."""
    lines = list(Line.objects.filter(order=order).select_related("seller").order_by("pk"))
    counted = [line for line in lines if line.due_quantity]
    opened = open_listings({line.listing_id for line in counted}, now)
    closes_at = closings_of([order]).get(order.pk)
    state = state_of(order, closes_at, now)
    own = is_own(order, user)
    is_manager = has_role(user, order.collective, Role.MANAGER)
    is_ahead = not order.cancelled_at and state != OrderState.PAST
    products = _one_each(counted) if is_ahead else []
    freely = {line.pk for line in products if own and line.listing_id in opened}
    with_reason = {line.pk for line in products if is_manager} - freely
    return OrderPage(
        order=order,
        collective=order.collective,
        network=order.collective.network,
        distribution=order.distribution,
        place=order.distribution.place,
        zone=order.collective.zone,
        band=band_of(order.distribution, now),
        state=state,
        closes_at=closes_at,
        now=now,
        sellers=by_seller(lines),
        is_estimate=is_estimate(lines),
        deposit_cents=deposit_cents(lines),
        is_own=own,
        is_open=own and state == OrderState.OPEN,
        is_partly_closed=bool(opened) and any(x.listing_id not in opened for x in counted),
        is_ahead=is_ahead,
        qr=qr_svg(order) if own and is_ahead else "",
        may_cancel=freely | with_reason,
        needs_reason=with_reason,
        events=[_told(event) for event in order.events.all()],
        next=date_again(order, open_dates([order.collective], now)) if own else None,
        withdrawal=right_of(order, lines, now) if own else None,
    )


def _one_each(lines: Sequence[Line]) -> list[Line]:
    """The last line of each product: it is cancelled at all its prices at once."""
    return list({line.listing_id: line for line in lines}.values())


def _told(event: OrderEvent) -> Told:
    data = event.data
    return Told(
        at=event.at,
        label=event.get_kind_display(),
        steps=[_step(change) for change in data.get("changes", [])],
        names=data.get("names", []),
        reason=data.get("reason", ""),
    )


def _step(change: Mapping[str, Any]) -> Step:
    """A change as the event keeps it: base units, their unit and their nouns."""
    before, after = (
        format_quantity(
            change[when],
            BaseUnit(change["unit"]),
            noun_one=change["noun_one"],
            noun_many=change["noun_many"],
        )
        for when in ("before", "after")
    )
    return Step(change["name"], before, after)
