"""The history of orders, and one of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from commons.core.stencils import context_of
from distributions.models import Distribution
from home.orders.page import order_page
from home.orders.same import date_again, open_dates
from shop.basket.owner import owner_of
from shop.order.models import Order
from shop.order.paper import calendar_file
from shop.order.selectors import (
    OrderState,
    closings_of,
    state_of,
    visible_orders,
    with_facts_of_lines,
)

PER_PAGE = 20
READ = ("distribution__place", "collective__network", "household", "user")


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """A row of the history; `again`: for which date the same can be ordered."""

    order: Order
    state: OrderState
    closes_at: datetime | None
    again: Distribution | None


def order_for(request: HttpRequest, uid: UUID) -> Order:
    """An order that the person may see; anybody else's does not exist."""
    orders: Any = visible_orders(request.user).select_related(*READ)
    order: Order = get_object_or_404(orders, uid=uid)
    order.distribution.collective = order.collective
    return order


@login_required
def history(request: HttpRequest) -> HttpResponse:
    """The household's orders, the next distribution first."""
    household = owner_of(request).household
    orders = Order.objects.of_household(household) if household else Order.objects.none()
    rows = (
        with_facts_of_lines(orders)
        .select_related(*READ)
        .order_by("-distribution__starts_at", "-pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    now, closings = timezone.now(), closings_of(page.object_list)
    dates = open_dates({order.collective for order in page.object_list}, now)
    shown = [
        ShownOrder(order, state_of(order, closes_at, now), closes_at, date_again(order, dates))
        for order in page.object_list
        for closes_at in [closings.get(order.pk)]
    ]
    return render(request, "orders/list.html", {"page": page, "shown": shown})


@login_required
def detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One order: what it holds, what can still change, what was done."""
    order = order_for(request, uid)
    page = order_page(order, request.user, timezone.now())
    return render(request, "orders/detail.html", context_of(page))


@login_required
def calendar(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The distribution as a calendar file."""
    file = calendar_file(order_for(request, uid))
    disposition = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=file.mimetype, headers=disposition)
