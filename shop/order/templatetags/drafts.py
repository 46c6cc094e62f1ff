"""The notice of every page: changes that are not ordered yet."""

from typing import Any

from django import template
from django.utils import timezone

from distributions.models import Distribution
from shop.order import pending
from shop.order.holdings import changed_drafts
from shop.order.models import Order

register = template.Library()
signed = register.filter(pending.signed)
bind_label = register.filter(pending.bind_label)


@register.inclusion_tag("orders/_pending.html", takes_context=True)
def pending_changes(context: dict[str, Any]) -> dict[str, Any]:
    """One line and one button for each order whose draft says something else.

    Not for the order whose draft the page shows anyway (`draft_order`). On a page with quantities
    beside an order (`beside`: its distribution) the line is there, hidden, before anything differs.
    """
    request = context.get("request")
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    if request is None or user is None or not user.is_authenticated:
        return {"pending": []}
    shown: Order | None = context.get("draft_order")
    beside: Distribution | None = context.get("beside")
    drafts = [draft for draft in changed_drafts(request, timezone.now()) if draft.order != shown]
    found = [
        pending.Pending(draft.distribution, draft, is_live=draft.distribution == beside)
        for draft in drafts
    ]
    if beside is not None and not any(each.is_live for each in found):
        found.append(pending.Pending(beside, is_live=True))
    return {"pending": found, "csrf_token": context.get("csrf_token")}
