"""The shop's pages; everyone may look."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from commons.collectives.addresses import collective_path
from commons.core.locking import Busy
from commons.core.stencils import context_of
from distributions.addresses import basket_path, shop_path
from distributions.calendar import next_distribution
from distributions.models import Distribution
from shop.basket.owner import keep_token, owner_of
from shop.basket.services import Problem
from shop.checkout.absent_product import absent_product
from shop.checkout.finding import Address, Moved, collective_at, distribution_at
from shop.checkout.gone import led_to
from shop.checkout.posting import (
    answer,
    as_typed,
    back_to,
    draft_after,
    posted,
    update,
    wants_json,
)
from shop.checkout.product_page import NotOffered, product_page
from shop.checkout.shop_page import shop_page
from shop.checkout.shop_shelves import Look, stock_of
from shop.checkout.summary import Summary, summary_of_draft, summary_of_order
from shop.listings.search import NEAR, ShopQuery
from shop.order.holdings import (
    Holding,
    changed_drafts,
    holding_at,
    ordered_lines,
    usual_products,
)
from shop.order.pending import texts_of

TO_BASKET = "panier"
"""The button of whoever has no script: it keeps what was typed, and leads on."""


def next_shop(request: HttpRequest, collective: str) -> HttpResponse:
    """`/<collectif>/boutique/`: the shop of the next distribution, else the collective's page."""
    found = collective_at(collective)
    coming = next_distribution(found, timezone.now())
    return redirect(_asked(request, shop_path(coming)) if coming else collective_path(found))


def _asked(request: HttpRequest, path: str) -> str:
    """With what is searched and filtered."""
    return f"{path}?{request.GET.urlencode()}" if request.GET else path


class ShopView(View):
    """`/<collectif>/boutique/<date>-<lieu>/`: what one can order at a distribution."""

    def get(self, request: HttpRequest, collective: str, distribution: str) -> HttpResponse:
        try:
            found = distribution_at(collective, distribution)
        except Moved as moved:
            return led_to(_asked(request, shop_path(moved.distribution)), request, moved)
        return self.page(request, found)

    def post(self, request: HttpRequest, collective: str, distribution: str) -> HttpResponse:
        """Quantities: what is wrong is said at its card, the rest is kept."""
        address = Address(collective, distribution)
        try:
            outcome = update(request, address, timezone.now())
        except Moved as moved:
            return led_to(shop_path(moved.distribution), request, moved)
        except Busy as busy:
            messages.error(request, str(busy))
            found = distribution_at(*address)
            return self.page(request, found, as_typed(request.POST), status=503)
        found = outcome.basket.distribution
        if wants_json(request):
            draft = draft_after(request, outcome, timezone.now())
            return answer(draft, outcome, texts_of(draft))
        if outcome.is_refused:
            return self.page(request, found, outcome.problems, status=422)
        shown_next = basket_path(found) if TO_BASKET in request.POST else _here(request)
        return back_to(shown_next, request, outcome)

    def page(
        self,
        request: HttpRequest,
        distribution: Distribution,
        problems: Mapping[str, Problem] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        now = timezone.now()
        holding = holding_at(request, distribution, now)
        look = Look(
            distribution=distribution,
            now=now,
            query=ShopQuery.of(request.GET),
            quantities=holding.wanted,
            held=holding.parcels,
            refused={uid: (each.typed, each.message) for uid, each in (problems or {}).items()},
            habits=usual_products(request.user, distribution.collective),
        )
        if look.query.bare:
            return render(request, "shop/_shelves.html", {"shelves": stock_of(look).shelves})
        page = shop_page(look, _summary(request, distribution, holding, now))
        context = context_of(page) | {"beside": distribution if holding.has_order else None}
        response = render(request, "shop/shop.html", context, status=status)
        if holding.asked and (token := owner_of(request).token):
            keep_token(response, token)
        return response


def _here(request: HttpRequest) -> str:
    """The page that was posted; from that of a product, the part of the shop where it stands."""
    pressed = next(iter(posted(request.POST).steps), "")
    if NEAR in request.GET and pressed:
        return f"{request.path}?{NEAR}={pressed}"
    return request.get_full_path()


def product(
    request: HttpRequest, collective: str, distribution: str, product: UUID
) -> HttpResponse:
    """`…/produits/<uid>/`: one product of a distribution."""
    try:
        found = distribution_at(collective, distribution)
    except Moved as moved:
        path = reverse("shop:product", args=[collective, moved.distribution.slug, product])
        return led_to(path, request, moved)
    now = timezone.now()
    holding = holding_at(request, found, now)
    try:
        page = product_page(
            distribution=found,
            product_uid=product,
            now=now,
            quantities=holding.wanted,
            held=holding.parcels,
            summary=_summary(request, found, holding, now),
        )
    except NotOffered as told:
        absent = absent_product(told.product, found, now)
        return render(request, "shop/absent_product.html", context_of(absent), status=404)
    context = context_of(page) | {"beside": found if holding.has_order else None}
    return render(request, "shop/product.html", context)


def _summary(
    request: HttpRequest, distribution: Distribution, holding: Holding, now: datetime
) -> Summary | None:
    """Of a basket beside an order, what is ordered at its own price; None without an order."""
    household = owner_of(request).household
    if household is None or not holding.has_order:
        return None
    for draft in changed_drafts(request, now):
        if draft.distribution.pk == distribution.pk:
            return summary_of_draft(draft)
    return summary_of_order(ordered_lines(household, distribution))
