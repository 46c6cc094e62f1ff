"""The basket and the order on one page, and the thanks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from commons.collectives.exceptions import TermsNotAccepted
from commons.core.locking import Busy
from commons.core.outbox import mail_under
from commons.core.ratelimit import allow
from commons.core.refusals import Refused
from distributions.addresses import basket_path
from shop.basket.finding import Moved, distribution_at
from shop.basket.models import Basket
from shop.basket.owner import basket_of, remember
from shop.basket.services import Problem
from shop.basket.updates import answer, as_typed, back_to, update, wants_json
from shop.checkout.contents import Contents, contents_of
from shop.checkout.forms import OrderForm
from shop.checkout.ordering import form_for, joins, keep_typed, order_now
from shop.checkout.page import basket_page, live_texts
from shop.order.exceptions import BasketAdjusted
from shop.order.notifications import placed_key
from shop.order.paper import qr_svg
from shop.order.selectors import visible_orders, with_facts_of_lines

ORDER = "commander"
ORDERS_AN_HOUR = (60, 3600)


class BasketView(View):
    """`/<collectif>/panier/<date>-<lieu>/`: change it, see what it costs, commit."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.distribution = distribution_at(kwargs["collective"], kwargs["distribution"])
        except Moved as moved:
            return redirect(basket_path(moved.distribution), permanent=True)
        self.now = timezone.now()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_address: str) -> HttpResponse:
        return self.page(request, form_for(request, self.distribution))

    def post(self, request: HttpRequest, **_address: str) -> HttpResponse:
        form = form_for(request, self.distribution, request.POST)
        try:
            outcome = update(request, self.distribution, self.now)
        except Busy as busy:
            return self.refused(request, form, [str(busy)], problems=as_typed(request.POST))
        if wants_json(request):
            contents = contents_of(outcome.basket, self.now)
            return answer(outcome, live_texts(contents, self.distribution))
        if outcome.problems:
            return self.page(request, form, problems=outcome.problems, status=422)
        if ORDER not in request.POST:
            keep_typed(request, self.distribution)
            return back_to(basket_path(self.distribution), request, outcome)
        if outcome.changed or outcome.has_unseen:
            told = _("Your basket has changed. Check the total below, then order.")
            return self.refused(request, form, [told])
        return self.order(request, form, outcome.basket)

    def order(self, request: HttpRequest, form: OrderForm, basket: Basket) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(basket_path(self.distribution))
        if not allow(f"order:{request.user.pk}", *ORDERS_AN_HOUR):
            return render(request, "429.html", status=429)
        try:
            order = order_now(request, basket, form, self.now)
        except TermsNotAccepted:
            form.require_terms()
            return self.page(request, form, status=422)
        except BasketAdjusted as adjusted:
            told = [*map(str, adjusted.adjustments), str(adjusted)]
            return self.refused(request, form, told)
        except Refused as refused:
            return self.refused(request, form, [str(refused)])
        if order is None:
            return self.page(request, form, status=422)
        if order.cancelled_at or order.revision:
            messages.success(request, _("Your order is changed."))
            return redirect(order)
        return redirect("checkout:confirmation", order.uid)

    def refused(
        self,
        request: HttpRequest,
        form: OrderForm,
        told: list[str],
        *,
        problems: Mapping[str, Problem] | None = None,
    ) -> HttpResponse:
        """The page again, with what happened at its top; what was typed is still there."""
        return self.page(request, form, told=told, problems=problems or {}, status=409)

    def page(
        self,
        request: HttpRequest,
        form: OrderForm,
        *,
        told: list[str] | None = None,
        problems: Mapping[str, Problem] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        basket = basket_of(request, self.distribution)
        contents: Contents = contents_of(basket, self.now)
        context = basket_page(contents, self.distribution, problems or {})
        joining = joins(request, self.distribution)
        context |= {"form": form, "joins": joining, "told": told or []}
        response = render(request, "checkout/basket.html", context, status=status)
        remember(response, basket)
        return response


@login_required
def confirmation(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The thanks: the short number, the code to show, how far the mail is."""
    orders: Any = with_facts_of_lines(visible_orders(request.user)).select_related(
        "distribution__place", "collective__network"
    )
    order = get_object_or_404(orders, uid=uid)
    context = {
        "order": order,
        "collective": order.collective,
        "network": order.collective.network,
        "distribution": order.distribution,
        "place": order.distribution.place,
        "zone": order.collective.zone,
        "qr": qr_svg(order),
        "mail": mail_under(placed_key(order)),
    }
    return render(request, "checkout/confirmation.html", context)
