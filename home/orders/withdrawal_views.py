"""The function of withdrawal of an order: signed in, or by the link of the mail that confirmed it.

C. conso L221-21 and D221-5: found easily as long as the right lasts, two steps, then acknowledged.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.core.money import format_euros
from commons.core.ratelimit import limited
from commons.core.refusals import Refused
from home.orders.views import READ, order_for
from shop.order.exceptions import WithdrawnBefore
from shop.order.models import Line, Order
from shop.order.selectors import is_own
from shop.order.withdrawal import WithdrawalRight, goods_of, right_of, uid_in
from shop.order.withdrawal_services import withdraw as record_withdrawal

# For a household that presses again and again, and for whoever has got hold of a link.
AN_HOUR, AT_MOST = 3600, 20


class LinesForm(forms.Form):
    """Which of the lines that have the right."""

    lines = forms.MultipleChoiceField(
        label=_("Products that I give up"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one product.")},
    )

    def __init__(self, *args: Any, right: WithdrawalRight, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lines"]
        # One sent twice names lines that are offered no more: the service says that it counts once.
        known = [*right.lines, *_withdrawn(right)]
        field.choices = [(str(line.uid), _words(line)) for line in known]
        field.widget.choices = [(str(line.uid), _words(line)) for line in right.lines]
        if len(right.lines) == 1:
            field.initial = [str(right.lines[0].uid)]


def _withdrawn(right: WithdrawalRight) -> list[Line]:
    return [row.line for withdrawal in right.withdrawals for row in withdrawal.lines.all()]


def _words(line: Line) -> str:
    quantity, amount = line.goods.words(line.due_quantity), format_euros(line.due_cents)
    return f"{line.title}, {quantity}, {line.seller_name}, {amount}"


@login_required
@limited("withdraw", AT_MOST, AN_HOUR)
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For whoever is of the household."""
    order = order_for(request, uid)
    if not is_own(order, request.user):
        raise Http404
    return _page(request, order)


@limited("withdraw", AT_MOST, AN_HOUR)
def withdraw_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the mail."""
    orders: Any = Order.objects.select_related(*READ)
    uid = uid_in(token)
    order = orders.filter(uid=uid).first() if uid else None
    if order is None:
        raise Http404
    return _page(request, order)


def _page(request: HttpRequest, order: Order) -> HttpResponse:
    lines = list(Line.objects.filter(order=order).order_by("pk"))
    right = right_of(order, lines, timezone.now())
    if right is None:
        raise Http404
    form = LinesForm(request.POST if request.method == "POST" else None, right=right)
    if form.is_valid() and _recorded(request, order, form):
        return HttpResponseRedirect(request.path)
    context = {
        "order": order,
        "collective": order.collective,
        "distribution": order.distribution,
        "zone": order.collective.zone,
        "right": right,
        "form": form,
        "made": [(made, goods_of(made)) for made in right.withdrawals],
        "is_own": is_own(order, request.user),
    }
    return render(request, "orders/withdrawal.html", context, status=422 if form.errors else 200)


def _recorded(request: HttpRequest, order: Order, form: LinesForm) -> bool:
    """Whether there is nothing left to say beside the form."""
    actor = request.user if isinstance(request.user, User) else None
    chosen = form.cleaned_data["lines"]
    try:
        record_withdrawal(order=order, chosen=chosen, actor=actor, now=timezone.now())
    except WithdrawnBefore as before:
        messages.info(request, str(before))
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    else:
        messages.success(request, _("Your withdrawal is recorded, and acknowledged by e-mail."))
    return True
