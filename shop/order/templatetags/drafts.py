"""The notice of every page: changes that are not ordered yet."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from commons.core.money import format_euros
from shop.basket.holdings import own_holdings
from shop.basket.owner import owner_of
from shop.order.models import Order
from shop.order.pending import Pending, pending_of

register = template.Library()


@register.inclusion_tag("orders/_pending.html", takes_context=True)
def pending_changes(context: dict[str, Any]) -> dict[str, Any]:
    """One line and one button for each order whose draft says something else."""
    request = context.get("request")
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    if request is None or user is None or not user.is_authenticated:
        return {"pending": []}
    found = _pending(request, context.get("draft_order"))
    rows = [
        {
            "order": each.order,
            "delta": signed(each.delta_cents),
            "is_more": each.delta_cents > 0,
            "distribution": each.order.distribution,
            "zone": each.order.distribution.collective.zone,
        }
        for each in found
    ]
    return {"pending": rows, "csrf_token": context.get("csrf_token")}


def _pending(request: HttpRequest, shown: Order | None) -> list[Pending]:
    household = owner_of(request).household
    if household is None:
        return []
    return pending_of(household, own_holdings(request, household, timezone.now()), but=shown)


@register.filter
def signed(cents: int) -> str:
    """Write "+ 5,40 €" or "− 3,60 €"."""
    plus = "+\N{NO-BREAK SPACE}" if cents > 0 else ""
    return plus + format_euros(cents)
