"""The right of withdrawal of an order: from what, until when, by which link (C. conso L221-18).

Which goods have it is frozen on their lines. It lasts from the order until the fourteenth day after
the distribution's, that day included, by the collective's clock: the day of the hand-over, as long
as nobody notes that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from commons.accounts.models import Household
from commons.collectives.models import Collective
from shop.catalogue.goods import Goods
from shop.order.models import Line, Order, Withdrawal, WithdrawnLine

DAYS = timedelta(days=14)
LAST_MINUTE = time(23, 59)
SIGNER = signing.Signer(salt="shop.order.withdrawal")


@dataclass(frozen=True, slots=True)
class WithdrawalRight:
    """`lines` are what may still be withdrawn from, until the minute `until` is over."""

    until: datetime
    is_over: bool
    lines: Sequence[Line]
    withdrawals: Sequence[Withdrawal]


@dataclass(frozen=True, slots=True)
class WithdrawnGoods:
    """What was withdrawn from; base units and cents, VAT included."""

    title: str
    seller_name: str
    quantity: int
    cents: int
    goods: Goods


def last_moment(order: Order) -> datetime:
    """The last minute in which the household may withdraw, by the collective's clock."""
    return datetime.combine(order.distribution.day + DAYS, LAST_MINUTE, order.collective.zone)


def is_over(order: Order, now: datetime) -> bool:
    """Whether the last day has passed."""
    return now.astimezone(order.collective.zone).date() > last_moment(order).date()


def right_of(order: Order, lines: Iterable[Line], now: datetime) -> WithdrawalRight | None:
    """The right that an order gives; None where none of its goods has it.

    `order` comes with its distribution and its collective.
    """
    having = [line for line in lines if line.has_withdrawal_right]
    if not having:
        return None
    made = Withdrawal.objects.filter(order=order).prefetch_related("lines__line")
    withdrawals = list(made)
    gone = {withdrawn.line_id for each in withdrawals for withdrawn in each.lines.all()}
    over = is_over(order, now)
    due = [line for line in having if line.due_quantity and line.pk not in gone and not over]
    return WithdrawalRight(last_moment(order), over, due, withdrawals)


def orders_to_withdraw_from(household: Household, now: datetime) -> list[Order]:
    """A household's orders of which something may still be withdrawn from, in one query."""
    withdrawn = WithdrawnLine.objects.filter(line=OuterRef("pk"))
    lines = Line.objects.counted().filter(~Exists(withdrawn), has_withdrawal_right=True)
    rows: Any = Order.objects.of_household(household).standing()
    # A day more, for whatever zone; then by that of each collective.
    since = now.date() - DAYS - timedelta(days=1)
    recent = rows.filter(Exists(lines.filter(order=OuterRef("pk"))), distribution__day__gte=since)
    found = recent.select_related("distribution", "collective").order_by("distribution__day", "pk")
    return [order for order in found if not is_over(order, now)]


def goods_of(withdrawal: Withdrawal) -> list[WithdrawnGoods]:
    """What it names, in the order of its lines."""
    return [
        WithdrawnGoods(
            title=str(row.line.title),
            seller_name=row.line.seller_name,
            quantity=row.quantity,
            cents=row.cents,
            goods=row.line.goods,
        )
        for row in withdrawal.lines.select_related("line").order_by("line")
    ]


def unanswered(collective: Collective) -> QuerySet[Withdrawal]:
    """What waits for the managers of a collective."""
    return Withdrawal.objects.filter(order__collective=collective, answered_at=None)


def link_of(order: Order) -> str:
    """Where whoever has the mail withdraws without signing in."""
    return reverse("orders:withdraw_by_link", args=[SIGNER.sign(order.uid.hex)])


def uid_in(token: str) -> UUID | None:
    """The order of such a link; None where it was not made here."""
    try:
        return UUID(SIGNER.unsign(token))
    except signing.BadSignature:
        return None
