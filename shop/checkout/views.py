"""The basket and the order on one page, and the thanks."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from commons.accounts.models import User
from commons.collectives.exceptions import TermsNotAccepted
from commons.core.locking import Busy
from commons.core.ratelimit import allow
from commons.core.refusals import Refused
from commons.core.stencils import context_of
from distributions.addresses import basket_path
from shop.basket.models import Basket
from shop.basket.owner import keep_token, owner_of
from shop.basket.services import Outcome
from shop.checkout.finding import Address, Moved, distribution_at, distribution_to_order
from shop.checkout.forms import OrderForm
from shop.checkout.gone import led_to
from shop.checkout.ordering import form_for, joins, keep_typed, order_now
from shop.checkout.page import (
    Refusal,
    basket_page,
    lines_to_thank_for,
    live_texts,
    thanks_page,
)
from shop.checkout.posting import answer, as_typed, back_to, draft_after, update, wants_json
from shop.order.exceptions import Unchanged, listings_of, sentences_of
from shop.order.holdings import draft_at, forget_holdings
from shop.order.models import Order
from shop.order.selectors import standing_order

ORDER, BESIDE = "commander", "commande"
ORDER_GONE = gettext_lazy("Your order was cancelled meanwhile: what follows would be a new one.")
ORDERS_AN_HOUR = (60, 3600)


class BasketView(View):
    """`/<collectif>/panier/<date>-<lieu>/`: change it, see what it costs, commit."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.address, self.now = (
            Address(kwargs["collective"], kwargs["distribution"]),
            timezone.now(),
        )
        try:
            return super().dispatch(request, *args, **kwargs)
        except Moved as moved:
            return led_to(basket_path(moved.distribution), request, moved)

    def get(self, request: HttpRequest, **_address: str) -> HttpResponse:
        household = owner_of(request).household
        self.distribution, accepted = distribution_to_order(self.address, household)
        joining = accepted != self.distribution.collective.terms_version
        return self.page(request, form_for(request, self.distribution), joining=joining)

    def post(self, request: HttpRequest, **_address: str) -> HttpResponse:
        is_first = "name" in request.POST
        data = request.POST if is_first else None
        try:
            outcome = update(request, self.address, self.now)
        except Busy as busy:
            self.distribution = distribution_at(*self.address)
            refusal = Refusal([str(busy)], problems=as_typed(request.POST))
            form = form_for(request, self.distribution, data)
            return self.page(request, form, refusal, status=409)
        self.distribution = outcome.basket.distribution
        if wants_json(request) and self.is_order_gone(outcome):
            # The script sends the whole form then: the page that it would change shows an order.
            return HttpResponse(status=409)
        if wants_json(request):
            draft = draft_after(request, outcome, self.now)
            return answer(draft, outcome, live_texts(draft, self.now))
        form = form_for(request, self.distribution, data)
        if outcome.is_refused:
            refusal = Refusal(problems=outcome.problems, note_problems=outcome.note_problems)
            return self.page(request, form, refusal, status=422)
        if ORDER not in request.POST:
            if self.is_order_gone(outcome):
                messages.warning(request, ORDER_GONE)
            keep_typed(request, self.distribution)
            return back_to(basket_path(self.distribution), request, outcome)
        if outcome.changed:
            told = self.why_again(request, is_first=is_first)
            return self.page(request, form, Refusal([told]), status=409)
        return self.order(request, form, outcome.basket)

    def is_order_gone(self, outcome: Outcome) -> bool:
        """Whether the page stood beside an order that does not stand any more."""
        is_looked_for = outcome.asked is not None and BESIDE in self.request.GET
        return is_looked_for and not outcome.is_beside_order

    def why_again(self, request: HttpRequest, *, is_first: bool) -> str:
        """Why what was typed is not ordered at once."""
        household = owner_of(request).household
        of_household = {"household": household, "distribution": self.distribution}
        cancelled = Order.objects.filter(**of_household, cancelled_at__isnull=False)
        is_gone = not is_first and household is not None and cancelled.exists()
        if is_gone and not standing_order(household, self.distribution):
            return str(ORDER_GONE)
        return _("Your basket has changed. Check the total below, then order.")

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
        except Unchanged as told:
            return self.unchanged(request, told)
        except Refused as refused:
            refusal = Refusal(sentences_of(refused), listings_of(refused))
            return self.page(request, form, refusal, status=409)
        if order is None:
            # Unbound, where the old page of an order that stands no more asked for no name.
            why = [] if form.is_bound else [self.why_again(request, is_first=False)]
            return self.page(request, form, Refusal(why), status=422)
        return self.ordered(request, order)

    def ordered(self, request: HttpRequest, order: Order) -> HttpResponse:
        """Thanks for a first order; of one that was changed, its page."""
        if not order.revision:
            return redirect("checkout:confirmation", order.uid)
        is_gone = order.cancelled_at is not None
        told = _("Your order is cancelled.") if is_gone else _("Your order is changed.")
        messages.success(request, told)
        return redirect(order)

    def unchanged(self, request: HttpRequest, told: Unchanged) -> HttpResponse:
        """Nothing was to be done: that is said, on the page of the order if one stands."""
        order = standing_order(owner_of(request).household, self.distribution)
        messages.info(request, str(told))
        return redirect(order or basket_path(self.distribution))

    def page(
        self,
        request: HttpRequest,
        form: OrderForm,
        refusal: Refusal | None = None,
        *,
        joining: bool | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """What happened stands at its top; what was typed is still there.

        `joining`: whether ordering is also joining, where that is known.
        """
        if refusal is not None:
            forget_holdings(request)
        draft = draft_at(request, self.distribution, self.now)
        page = basket_page(draft, refusal or Refusal(), self.now)
        if joining is None:
            joining = joins(request, self.distribution)
        context = context_of(page) | {"form": form, "joins": joining}
        response = render(request, "checkout/basket.html", context, status=status)
        if draft.wishes and (token := owner_of(request).token):
            keep_token(response, token)
        return response


@login_required
def confirmation(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The thanks: the short number, the code to show, how far the mail is."""
    lines = lines_to_thank_for(uid, cast(User, request.user))
    if not lines:
        raise Http404
    return render(request, "checkout/confirmation.html", context_of(thanks_page(lines)))
