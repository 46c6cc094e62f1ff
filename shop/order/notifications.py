"""What is told of a change: the event of the order's history, and the mail to who ordered."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from commons.core.models import OutboxMail
from commons.core.notifications import LaterNotification, Material, Notification
from distributions.addresses import basket_path
from distributions.moves import Announced
from farms.permissions import managers_of
from shop.catalogue.goods import Goods
from shop.order.drafts import Wish
from shop.order.models import Line, Order, OrderEvent, Withdrawal
from shop.order.paper import calendar_file, qr_runs
from shop.order.selectors import (
    deposit_cents,
    is_estimate,
    place_of_line,
    sellers_in_order,
    to_bring_back,
)
from shop.order.withdrawal import goods_of, last_moment, link_of

TOLD_OF_LINES = (
    *("seller_name", "title", "sale_mode", "base_unit", "price", "unit_label"),
    *("noun_one", "noun_many", "net_content", "net_unit", "estimated_weight"),
    *("due_quantity", "due_cents", "note", "container_name", "container_deposit_cents"),
    "has_withdrawal_right",
)


class _Confirmation(LaterNotification):
    """What an order holds, with its code and a file for the calendar.

    The lines are as they were when it was told; day and place as they are when it goes.
    """

    @classmethod
    def material(cls, facts: Mapping[str, Any]) -> Material:
        orders = Order.objects.select_related("distribution__place", "collective__network")
        order = orders.get(pk=facts["order"])
        order.total_cents = facts["total_cents"]
        lines = [Line(**line | {"price": Decimal(line["price"])}) for line in facts["lines"]]
        closes_at = facts["closes_at"] and datetime.fromisoformat(facts["closes_at"])
        more = {
            "closes_at": closes_at,
            "reason": facts["reason"],
            "steps": [Step.of_data(data) for data in facts["steps"]],
            "empties": to_bring_back(order),
            "terms": _terms_of(order),
            "qr": qr_runs(order),
            **_withdrawal_right(order, lines),
        }
        return Material(_context(order, lines) | more, [calendar_file(order)])


def _terms_of(order: Order) -> str:
    """Those that were accepted with it; "" where others hold since."""
    collective = order.collective
    return collective.terms if collective.terms_version == order.terms_version else ""


class OrderPlaced(_Confirmation):
    kind: ClassVar[str] = "order_placed"


class OrderUpdated(_Confirmation):
    kind: ClassVar[str] = "order_changed"


class OrderMoved(LaterNotification):
    """Old and new, with a calendar file in the place of the former one."""

    kind: ClassVar[str] = "order_moved"

    @classmethod
    def material(cls, facts: Mapping[str, Any]) -> Material:
        orders = Order.objects.select_related("distribution__place", "collective__network")
        order = orders.get(pk=facts["order"])
        announced = {name: Announced.of_data(facts[name]) for name in ("before", "after")}
        file = calendar_file(order, at=datetime.fromisoformat(facts["at"]))
        return Material(_context(order, ()) | announced, [file])


class DateRemoved(Notification):
    """Who had chosen something for a date reads that it is removed."""

    kind: ClassVar[str] = "date_removed"


class OrderCancelled(Notification):
    kind: ClassVar[str] = "order_cancelled"


class LineCancelled(Notification):
    kind: ClassVar[str] = "line_cancelled"


class WithdrawalMade(Notification):
    """To each manager of the collective, who answers it."""

    kind: ClassVar[str] = "withdrawal_made"


class WithdrawalAcknowledged(Notification):
    """What was withdrawn from, on which day, at which hour: to who ordered (L221-21)."""

    kind: ClassVar[str] = "withdrawal_acknowledged"


class DraftReminder(Notification):
    kind: ClassVar[str] = "draft_reminder"


class DraftDropped(Notification):
    kind: ClassVar[str] = "draft_dropped"


@dataclass(frozen=True, slots=True)
class Step:
    """What a change did to one listing; base units, and what was there before in cents."""

    name: str
    seller_name: str
    goods: Goods
    before: int
    after: int
    before_cents: int

    @classmethod
    def of(cls, wish: Wish) -> "Step":
        """Read before the lines are written."""
        product = wish.product
        return cls(
            name=product.name,
            seller_name=product.seller.name,
            goods=wish.goods,
            before=wish.held,
            after=wish.quantity,
            before_cents=wish.held_cents,
        )

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> "Step":
        """As it was stored for a mail."""
        price = Decimal(data["goods"]["price"])
        goods = Goods(**{**data["goods"], "price": price})
        return cls(**{**data, "goods": goods})

    def facts(self) -> dict[str, object]:
        """All of it, to be stored for a mail."""
        return {**asdict(self), "goods": self.goods._asdict()}

    def data(self) -> dict[str, object]:
        """As the history keeps it."""
        return {
            "name": self.name,
            "before": self.before,
            "after": self.after,
            "unit": self.goods.base_unit,
            "noun_one": self.goods.noun_one,
            "noun_many": self.goods.noun_many,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """A change that was made; `closes_at` is until when something of the order can change."""

    order: Order
    lines: Sequence[Line]
    steps: Sequence[Step]
    kind: OrderEvent.Kind
    reason: str
    closes_at: datetime | None


def kind_of(order: Order, steps: Sequence[Step]) -> OrderEvent.Kind:
    """What a change comes to: the first one places, the one that leaves nothing cancels."""
    if order.cancelled_at:
        return OrderEvent.Kind.CANCELLED
    if not order.revision:
        return OrderEvent.Kind.PLACED
    is_only_less = all(step.before and not step.after for step in steps)
    return OrderEvent.Kind.LINE_CANCELLED if is_only_less else OrderEvent.Kind.CHANGED


def event_data(told: Told) -> dict[str, object]:
    """What the history keeps of a change."""
    Kind = OrderEvent.Kind
    data: dict[str, object] = {"reason": told.reason} if told.reason else {}
    if told.kind is Kind.PLACED:
        return data | {"total_cents": told.order.total_cents}
    if told.kind is Kind.LINE_CANCELLED:
        return data | {"names": [step.name for step in told.steps]}
    if told.kind is Kind.CHANGED:
        return data | {"changes": [step.data() for step in told.steps]}
    return data


def placed_key(order: UUID) -> str:
    """The key of the mail that confirms a new order, by its uid."""
    return f"order-placed-{order}-0"


def _key(order: Order) -> str:
    """The key of the mail that confirms the order as it stands."""
    changed = f"order-changed-{order.uid}-{order.revision}"
    return changed if order.revision else placed_key(order.uid)


def tell(told: Told, *, now: datetime) -> None:
    """One mail for a change: what the order holds now, or the one product that left it (O29)."""
    order = told.order
    more: dict[str, Any] = {"reason": told.reason, "closes_at": told.closes_at}
    if told.kind is OrderEvent.Kind.CANCELLED:
        key = f"order-cancelled-{order.uid}-{order.revision}"
        _send(OrderCancelled, order, key=key, now=now, **more)
    elif told.kind is OrderEvent.Kind.LINE_CANCELLED and len(told.steps) == 1:
        key = f"line-cancelled-{order.uid}-{order.revision}"
        _send(LineCancelled, order, key=key, now=now, step=told.steps[0], **more)
    else:
        mail = OrderPlaced if told.kind is OrderEvent.Kind.PLACED else OrderUpdated
        _confirm(mail, told, now=now)


def _confirm(mail: type[_Confirmation], told: Told, *, now: datetime) -> None:
    order = told.order
    if order.user is None:
        return
    lines = sorted((line for line in told.lines if line.due_quantity), key=place_of_line)
    facts = {
        "order": order.pk,
        "total_cents": order.total_cents,
        "lines": [{name: getattr(line, name) for name in TOLD_OF_LINES} for line in lines],
        "steps": [step.facts() for step in told.steps] if told.reason else [],
        "reason": told.reason,
        "closes_at": told.closes_at,
    }
    mail.send_facts(
        to=order.user, key=_key(order), facts=facts, collective=order.collective, now=now
    )


def _withdrawal_right(order: Order, lines: Sequence[Line]) -> dict[str, object]:
    """What the confirmation says of the right of withdrawal; nothing where no line has it."""
    names = [str(line.title) for line in lines if line.has_withdrawal_right]
    if not names:
        return {}
    return {
        "withdrawal_names": names,
        "withdrawal_until": last_moment(order),
        "withdrawal_path": link_of(order),
    }


def tell_withdrawal(withdrawal: Withdrawal, *, now: datetime) -> None:
    """Acknowledge it to who ordered, and write to each manager."""
    order = withdrawal.order
    year = withdrawal.made_at.astimezone(order.collective.zone).year
    facts = {"withdrawal": withdrawal, "year": year, "goods": goods_of(withdrawal)}
    context = _context(order, ()) | facts
    if order.user is not None:
        key = f"withdrawal-acknowledged:{withdrawal.uid}"
        WithdrawalAcknowledged.send(to=order.user, key=key, context=context, now=now)
    answers_to = order.user.email if order.user else ""
    for manager in managers_of(order.collective):
        key = f"withdrawal-made:{withdrawal.uid}:{manager.uid}"
        WithdrawalMade.send(to=manager, key=key, context=context, reply_to=answers_to, now=now)


def tell_of_draft(
    mail: type[Notification],
    order: Order,
    names: Sequence[str],
    *,
    moment: datetime,
    now: datetime,
) -> int:
    """Name the products of which a change is not ordered; 1 the first time, then 0."""
    key = f"{mail.kind}-{order.uid}-{order.revision}-{moment.isoformat()}"
    if OutboxMail.objects.filter(key=key).exists():
        return 0
    _send(mail, order, key=key, now=now, names=names, moment=moment)
    return 1


def _send(
    mail: type[Notification], order: Order, *, key: str, now: datetime, **more: object
) -> None:
    if order.user is None:
        return
    mail.send(to=order.user, key=key, context=_context(order, ()) | more, now=now)


def _context(order: Order, lines: Sequence[Line]) -> dict[str, object]:
    """What every mail about an order reads; its lines stand in their order."""
    return {
        "order": order,
        "collective": order.collective,
        "distribution": order.distribution,
        "place": order.distribution.place,
        "zone": order.collective.zone,
        "sellers": sellers_in_order(lines),
        "is_estimate": is_estimate(lines),
        "deposit_cents": deposit_cents(lines),
        "path": order.get_absolute_url(),
        "basket_path": basket_path(order.distribution),
    }
