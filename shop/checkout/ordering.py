"""From the form of the basket's page to the service."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from collectifs.accounts.models import Household, User
from collectifs.accounts.services import ensure_household
from collectifs.collectives.models import Collective
from collectifs.collectives.selectors import membership_of
from collectifs.core.locking import patiently
from distributions.models import Distribution
from shop.basket.merging import merge_at_login
from shop.basket.models import Basket
from shop.basket.owner import basket_of, owner_of, token_of
from shop.basket.services import open_basket
from shop.checkout.contents import standing_order
from shop.checkout.forms import OrderForm
from shop.order.models import Order
from shop.order.services import Customer, amend_order, place_order


def form_for(
    request: HttpRequest, distribution: Distribution, data: Mapping[str, Any] | None = None
) -> OrderForm:
    """The form of whoever asks: with the terms, where ordering is also joining."""
    household = owner_of(request).household
    user = request.user
    initial: dict[str, Any] = {"submission": uuid4()}
    if isinstance(user, User):
        initial |= {"name": user.get_full_name(), "phone": household.phone if household else ""}
        initial |= request.session.get(typed_key(distribution), {})
    joins = None if _is_member(household, distribution.collective) else distribution.collective
    return OrderForm(data, initial=initial, joins=joins)


def typed_key(distribution: Distribution) -> str:
    return f"order-form-{distribution.uid}"


def keep_typed(request: HttpRequest, distribution: Distribution) -> None:
    """Name and phone as typed, while quantities are changed without a script."""
    typed = {name: request.POST[name] for name in ("name", "phone") if name in request.POST}
    if request.user.is_authenticated and typed:
        request.session[typed_key(distribution)] = typed


def order_now(
    request: HttpRequest, distribution: Distribution, form: OrderForm, now: datetime
) -> Order | None:
    """Place the order, or apply the draft to the one that stands; None when the form is wrong.

    Raises what the services refuse, and ``Busy``.
    """
    user = request.user
    if not isinstance(user, User):
        return None
    basket = _own_basket(request, user, distribution)
    order = standing_order(basket)
    if order is not None and "revision" in request.POST:
        revision = request.POST["revision"]
        seen = int(revision) if revision.isdecimal() else -1
        return patiently(lambda: amend_order(order=order, revision=seen, actor=user, now=now))
    if not form.is_valid():
        return None
    data = form.cleaned_data
    placed = patiently(
        lambda: place_order(
            basket=basket,
            customer=Customer(user, data["name"], data["phone"]),
            submission=data["submission"],
            accepts_terms=bool(data.get("terms")),
            now=now,
        )
    )
    request.session.pop(typed_key(distribution), None)
    return placed


def _own_basket(request: HttpRequest, user: User, distribution: Distribution) -> Basket:
    """The household's; an account that has none yet gets one, with what it chose as a visitor."""
    if owner_of(request).household:
        return basket_of(request, distribution)
    household = ensure_household(user=user)
    if token := token_of(request):
        merge_at_login(token=token, household=household)
    return open_basket(household=household, distribution=distribution)


def _is_member(household: Household | None, collective: Collective) -> bool:
    """Under the terms of today."""
    found = membership_of(household, collective) if household else None
    return found is not None and found.terms_version == collective.terms_version
