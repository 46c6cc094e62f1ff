"""The notice of every page: changes that are not ordered yet."""

from typing import Any

from django import template
from django.utils import timezone

from commons.core.money import format_euros
from shop.order.drafts import Draft
from shop.order.holdings import changed_drafts
from shop.order.models import Order

register = template.Library()


@register.inclusion_tag("orders/_pending.html", takes_context=True)
def pending_changes(context: dict[str, Any]) -> dict[str, Any]:
    """One line and one button for each order whose draft says something else.

    Not for the order whose draft the page shows anyway (`draft_order`).
    """
    request = context.get("request")
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    if request is None or user is None or not user.is_authenticated:
        return {"pending": []}
    shown: Order | None = context.get("draft_order")
    pending: list[Draft] = [
        draft for draft in changed_drafts(request, timezone.now()) if draft.order != shown
    ]
    return {"pending": pending, "csrf_token": context.get("csrf_token")}


@register.filter
def signed(cents: int) -> str:
    """Write "+ 5,40 €" or "− 3,60 €"."""
    plus = "+\N{NO-BREAK SPACE}" if cents > 0 else ""
    return plus + format_euros(cents)
