"""A person's orders: exported whole; erased, they stay for the books without name and phone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.own_data import Part, own_household, register
from commons.accounts.own_data_services import erased_name
from commons.accounts.selectors import household_of
from commons.core.dates import day_long
from commons.core.search import fold
from shop.order.models import NAME_LENGTH, Line, Order, OrderQuerySet, Withdrawal

OF_LINE = (
    *("title", "seller_name", "quantity", "base_unit", "price", "ordered_cents"),
    *("due_quantity", "due_cents", "note", "reason"),
)


def _export(user: User) -> object:
    """Those of the household."""
    rows = Order.objects.of_household(household_of(user)).order_by("date_placed", "pk")
    return [_whole(order) for order in rows.select_related("collective", "distribution")]


def _whole(order: Order) -> dict[str, object]:
    withdrawals = Withdrawal.objects.filter(order=order)
    return {
        "collective": order.collective.name,
        "distribution": order.distribution.starts_at,
        "number": order.number,
        "short_number": order.short_number,
        "placed": order.date_placed,
        "name": order.name,
        "phone": order.phone,
        "total_cents": order.total_cents,
        "terms_version": order.terms_version,
        "cancelled_at": order.cancelled_at,
        "cancel_reason": order.cancel_reason,
        "lines": list(order.lines.order_by("pk").values(*OF_LINE)),
        "history": list(order.events.values("at", "kind", "data")),
        "withdrawals": list(withdrawals.values("made_at", "answered_at")),
    }


def _own(user: User) -> OrderQuerySet:
    """Those of a household of one; of several, those that the person placed."""
    household: Any = own_household(user)
    of_household = Q(household=household) if household else Q(pk__in=[])
    orders: OrderQuerySet = Order.objects.filter(of_household | Q(user=user.pk))
    return orders


def _refusals(user: User, now: datetime) -> Sequence[str]:
    """What is ordered and to come is collected or cancelled first; a withdrawal has its answer."""
    ahead = _own(user).standing().filter(distribution__ends_at__gt=now)
    related = ahead.select_related("distribution", "collective")
    coming = [
        _("Order no. %(number)s of %(day)s is to come: cancel it, or collect it first.")
        % _named(order)
        for order in related.order_by("distribution__starts_at", "pk")
    ]
    waiting = Withdrawal.objects.filter(order__in=_own(user), answered_at=None)
    return coming + [
        _("Your withdrawal from order no. %(number)s of %(day)s waits for an answer.")
        % _named(withdrawal.order)
        for withdrawal in waiting.select_related("order__distribution", "order__collective")
    ]


def _named(order: Order) -> dict[str, object]:
    day = day_long(order.distribution.starts_at, order.collective.zone)
    return {"number": order.short_number, "day": day}


def _erase(user: User, _now: datetime) -> None:
    """Names, phones and notes; amounts and goods stay, as the books need them."""
    ids = list(_own(user).values_list("pk", flat=True))
    name = erased_name()[:NAME_LENGTH]
    Line.objects.filter(order__in=ids).update(note="")
    Order.objects.filter(pk__in=ids).update(
        name=name, folded_name=fold(name)[:NAME_LENGTH], phone="", guest_email="", user=None
    )


register(
    Part(
        name="orders",
        export=_export,
        erase=_erase,
        refusals=_refusals,
        covers={
            *(f"order.Order.{name}" for name in ("name", "folded_name", "phone", "guest_email")),
            "order.Line.note",
        },
    )
)
