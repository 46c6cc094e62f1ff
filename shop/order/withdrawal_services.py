"""Writes of withdrawals: a household makes one, a manager says that it is answered."""

from collections.abc import Collection
from datetime import datetime

from commons.accounts.models import User
from commons.core.audit import record
from commons.core.locking import hold_rows, write
from shop.order.exceptions import (
    AnsweredBefore,
    NothingChosen,
    WithdrawalOver,
    WithdrawnBefore,
)
from shop.order.models import Line, Order, OrderEvent, Withdrawal, WithdrawnLine
from shop.order.notifications import tell_withdrawal
from shop.order.withdrawal import right_of


@write
def withdraw(
    *, order: Order, chosen: Collection[str], actor: User | None, now: datetime
) -> Withdrawal:
    """Withdraw from lines of an order (their uids); what is due of each counts, once.

    Without ``actor`` it is whoever has the link of the mail. The household and the managers are
    told. Raises ``NothingChosen``, ``WithdrawnBefore``, ``WithdrawalOver``.
    """
    hold_rows(Order.objects.filter(pk=order.pk))
    lines = list(Line.objects.filter(order=order).order_by("pk"))
    right = right_of(order, lines, now)
    if right is None or right.is_over:
        raise WithdrawalOver
    named = [line for line in right.lines if str(line.uid) in chosen]
    if not named:
        raise WithdrawnBefore if chosen and right.withdrawals else NothingChosen
    withdrawal = Withdrawal(order=order, made_at=now, made_by=actor)
    withdrawal.save(force_insert=True)
    WithdrawnLine.objects.bulk_create(
        WithdrawnLine(
            withdrawal=withdrawal, line=line, quantity=line.due_quantity, cents=line.due_cents
        )
        for line in named
    )
    names = {"names": [str(line.title) for line in named]}
    OrderEvent.objects.create(
        order=order, kind=OrderEvent.Kind.WITHDRAWN, at=now, actor=actor, data=names
    )
    tell_withdrawal(withdrawal, now=now)
    return withdrawal


@write
def answer_withdrawal(*, withdrawal: Withdrawal, actor: User, now: datetime) -> None:
    """Note that the household has its answer. Raises ``AnsweredBefore``."""
    waiting = Withdrawal.objects.filter(pk=withdrawal.pk, answered_at=None)
    if not waiting.update(answered_at=now, answered_by=actor):
        raise AnsweredBefore
    record(actor=actor, action="answer_withdrawal", target=withdrawal, now=now)
