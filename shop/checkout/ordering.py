"""From the form of the basket's page to the service."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from commons.accounts.models import User
from commons.accounts.services import ensure_household, phone_of
from commons.collectives.selectors import membership_of
from distributions.models import Distribution
from shop.basket.models import Basket
from shop.basket.owner import own_from_now_on, owner_of, token_of
from shop.basket.services import open_basket
from shop.checkout.forms import OrderForm
from shop.checkout.posting import posted, seen_of
from shop.order.adoption import merge_at_login
from shop.order.holdings import forget_holdings
from shop.order.models import Order
from shop.order.selectors import standing_order
from shop.order.services import Customer, amend_order, place_order


def form_for(
    request: HttpRequest, distribution: Distribution, data: Mapping[str, Any] | None = None
) -> OrderForm:
    """The form of whoever asks; see `joins` for its terms."""
    user = request.user
    initial: dict[str, Any] = {}
    if isinstance(user, User):
        initial |= {"name": user.get_full_name(), "phone": phone_of(user)}
        initial |= request.session.get(typed_key(distribution), {})
    return OrderForm(data, initial=initial, collective=distribution.collective)


def joins(request: HttpRequest, distribution: Distribution) -> bool:
    """Whether ordering is also joining: no member yet, or not under the terms of today."""
    household, collective = owner_of(request).household, distribution.collective
    found = membership_of(household, collective) if household else None
    return found is None or found.terms_version != collective.terms_version


def typed_key(distribution: Distribution) -> str:
    return f"order-form-{distribution.uid}"


def keep_typed(request: HttpRequest, distribution: Distribution) -> None:
    """Name and phone as typed, while quantities are changed without a script."""
    typed = {name: request.POST[name] for name in ("name", "phone") if name in request.POST}
    if request.user.is_authenticated and typed:
        request.session[typed_key(distribution)] = typed


def order_now(request: HttpRequest, basket: Basket, form: OrderForm, now: datetime) -> Order | None:
    """Place the order, or apply the draft to the one that stands; None when the form is wrong.

    Raises what the services refuse, and ``Busy``.
    """
    user = request.user
    if not isinstance(user, User):
        return None
    basket = _own(request, basket, user)
    seen = seen_of(request).noted(posted(request.POST).notes)
    is_first = "name" in request.POST  # beside an order that stands, nobody is asked for it
    if not is_first and (order := standing_order(basket.household, basket.distribution)):
        return amend_order(order=order, seen=seen, actor=user, now=now)
    if not form.is_valid():
        if form.is_bound and joins(request, basket.distribution):
            form.require_terms()
        return None
    placed = place_order(
        basket=basket,
        customer=Customer(user, form.cleaned_data["name"], form.cleaned_data["phone"]),
        seen=seen,
        accepts_terms=form.cleaned_data["terms"],
        now=now,
    )
    request.session.pop(typed_key(basket.distribution), None)
    return placed


def _own(request: HttpRequest, basket: Basket, user: User) -> Basket:
    """The household's; an account that has none yet gets one, with what it chose as a visitor."""
    if basket.household is not None:
        return basket
    household = ensure_household(user=user)
    if token := token_of(request):
        merge_at_login(token=token, household=household)
    own_from_now_on(request, household)
    forget_holdings(request)
    return open_basket(household=household, distribution=basket.distribution)
