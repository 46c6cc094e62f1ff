"""The post of a page with quantities: the shop's, a product's, the basket's."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from commons.core.locking import write
from shop.basket.owner import Owner, owner_of, remember
from shop.basket.services import Outcome, Problem, Typed
from shop.checkout.finding import Address, basket_at
from shop.checkout.summary import summary_of_draft
from shop.order.drafts import Draft, draft_with
from shop.order.holdings import draft_at, forget_holdings
from shop.order.seen import Seen
from shop.order.selectors import standing_order
from shop.order.services import choose_held

FIELD = re.compile(r"q-(.{1,60})")
NOTE = "note-"


def posted(data: Mapping[str, str]) -> Typed:
    """Read `q-<uid>` and `note-<uid>`, and `plus` or `moins` with the uid of their line."""
    wanted: dict[str, str | int] = {
        match[1]: str(text) for name, text in data.items() if (match := FIELD.fullmatch(name))
    }
    steps = {}
    for button, sign in (("plus", 1), ("moins", -1)):
        if uid := data.get(button):
            steps[uid] = sign
    notes = {
        name.removeprefix(NOTE): str(text).strip()
        for name, text in data.items()
        if name.startswith(NOTE)
    }
    return Typed(wanted, steps, notes)


def update(request: HttpRequest, address: Address, now: datetime) -> Outcome:
    """Put what was posted into the basket of whoever asks: quantities, notes to the farms.

    Raises ``Moved``, ``Http404``; ``Busy`` when the database stays locked: nothing was stored.
    """
    typed, owner = posted(request.POST), owner_of(request)
    if not typed.steps and seen_of(request).is_of(typed.wanted, typed.notes):
        basket = basket_at(address, owner)
        if basket.pk is not None:
            return Outcome(basket)
    forget_holdings(request)
    return _put(address=address, owner=owner, typed=typed, now=now)


@write
def _put(*, address: Address, owner: Owner, typed: Typed, now: datetime) -> Outcome:
    return choose_held(basket=basket_at(address, owner, held=True), typed=typed, now=now)


def seen_of(request: HttpRequest) -> Seen:
    """What the page showed whose button was pressed."""
    return Seen.parse(request.POST.get("seen", ""))


def as_typed(data: Mapping[str, str]) -> dict[str, Problem]:
    """What was typed, to show it again where nothing could be stored."""
    wanted = posted(data).wanted
    return {uid: Problem(uid, "", str(text)) for uid, text in wanted.items()}


def wants_json(request: HttpRequest) -> bool:
    """Whether the stepper's script asks, behind the page."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def draft_after(request: HttpRequest, outcome: Outcome, now: datetime) -> Draft:
    """What is wanted now that something was posted."""
    basket = outcome.basket
    if outcome.asked is None:
        return draft_at(request, basket.distribution, now)
    order = (
        standing_order(basket.household, basket.distribution) if outcome.is_beside_order else None
    )
    return draft_with(basket.distribution, order, outcome.asked, outcome.listings)


def answer(draft: Draft, outcome: Outcome, texts: Mapping[str, str] | None = None) -> HttpResponse:
    """What the stepper's script expects; see `docs/scripts.md`."""
    summary = summary_of_draft(draft)
    problems = {**outcome.note_problems, **outcome.problems}.values()
    data = summary.answer() | {
        "problems": [{"uid": problem.uid, "message": problem.message} for problem in problems],
        "texts": dict(texts or {}),
    }
    response = JsonResponse(data)
    remember(response, outcome.basket)
    return response


def back_to(path: str, request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """Redirect after a post, to the line whose button was pressed; what went is named.

    Beside an order the page itself strikes what is taken out.
    """
    if outcome.taken_out and not outcome.is_beside_order:
        names = ", ".join(listing.product.title for listing in outcome.taken_out)
        messages.info(request, _("Taken out of the basket: %(names)s.") % {"names": names})
    pressed = next(iter(posted(request.POST).steps), "")
    response = HttpResponseRedirect(f"{path}#p-{pressed}" if pressed else path)
    remember(response, outcome.basket)
    return response
