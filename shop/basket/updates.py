"""The post of a page with quantities: the shop's, a product's, the basket's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import ngettext

from commons.core.locking import patiently
from commons.core.money import format_euros
from commons.core.quantities import BaseUnit, QuantityError, format_quantity
from commons.core.typography import NBSP
from distributions.models import Distribution
from shop.basket.models import Basket, Line
from shop.basket.owner import basket_of, remember
from shop.basket.quantities import typed_quantity
from shop.basket.querysets import lines_of
from shop.basket.services import Outcome, Problem, set_notes, set_quantities

FIELD = re.compile(r"q-(.{1,60})")
NOTE = "note-"


@dataclass(frozen=True, slots=True)
class Posted:
    """As typed, by the uid of the listing: quantities, the button that was pressed, notes."""

    wanted: dict[str, str | int]
    steps: dict[str, int]
    notes: dict[str, str]

    @property
    def pressed(self) -> str:
        return next(iter(self.steps), "")


def posted(data: Mapping[str, Any]) -> Posted:
    """Read `q-<uid>` and `note-<uid>`, and `plus` or `moins` with the uid of their line."""
    wanted: dict[str, str | int] = {
        match[1]: str(text) for name, text in data.items() if (match := FIELD.fullmatch(name))
    }
    steps = {}
    for button, sign in (("plus", 1), ("moins", -1)):
        if uid := data.get(button):
            wanted.setdefault(uid, "0")
            steps[uid] = sign
    notes = {
        name.removeprefix(NOTE): str(text).strip()
        for name, text in data.items()
        if name.startswith(NOTE)
    }
    return Posted(wanted, steps, notes)


def update(request: HttpRequest, distribution: Distribution, now: datetime) -> Outcome:
    """Put what was posted into the basket of whoever asks: quantities, notes to the farms.

    Raises ``Busy`` when the database stays locked: nothing was stored.
    """
    form = posted(request.POST)

    def attempt() -> Outcome:
        basket = basket_of(request, distribution)
        if _says_the_same(form, basket):
            return Outcome(basket)
        outcome = set_quantities(basket=basket, wanted=form.wanted, steps=form.steps, now=now)
        if form.notes and basket.pk is not None:
            set_notes(basket=basket, notes=form.notes)
        return outcome

    try:
        return patiently(attempt)
    except IntegrityError:  # a second tap stored the same first product at the same moment
        return patiently(attempt)


def _says_the_same(form: Posted, basket: Basket) -> bool:
    """Whether the form posts just what the basket holds, as the final button mostly does."""
    if basket.pk is None or form.steps:
        return False
    rows = Line.objects.filter(basket=basket, quantity__gt=0).select_related("listing", "product")
    lines = {str(line.listing.uid): line for line in rows}
    return lines.keys() == form.wanted.keys() and all(
        _is_typed(line, form.wanted[uid]) and form.notes.get(uid, line.note) == line.note
        for uid, line in lines.items()
    )


def _is_typed(line: Line, typed: str | int) -> bool:
    try:
        return typed_quantity(line.product, typed) == int(line.quantity)
    except QuantityError:
        return False


def as_typed(data: Mapping[str, Any]) -> dict[str, Problem]:
    """What was typed, to show it again where nothing could be stored."""
    wanted = posted(data).wanted
    return {uid: Problem(uid, "", str(text)) for uid, text in wanted.items()}


def wants_json(request: HttpRequest) -> bool:
    """Whether the stepper's script asks, behind the page."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def answer(outcome: Outcome, texts: Mapping[str, str] | None = None) -> HttpResponse:
    """What the stepper's script expects; see `basket_post.js`."""
    lines = lines_of(outcome.basket)
    count = ngettext("%(n)d product", "%(n)d products", len(lines)) % {"n": len(lines)}
    shown = dict(texts or {})
    total = format_euros(sum(line.amount_cents for line in lines))
    data = {
        "total": shown.pop("total", total),
        "count": count,
        "lines": [_line(line) for line in lines],
        "problems": [
            {"uid": each.uid, "message": each.message} for each in outcome.problems.values()
        ],
        "texts": shown,
    }
    response = JsonResponse(data)
    remember(response, outcome.basket)
    return response


def back_to(path: str, request: HttpRequest, outcome: Outcome) -> HttpResponse:
    """Redirect after a post, to the line whose button was pressed."""
    pressed = posted(request.POST).pressed
    response = HttpResponseRedirect(f"{path}#p-{pressed}" if pressed else path)
    remember(response, outcome.basket)
    return response


def _line(line: Line) -> dict[str, str]:
    unit = BaseUnit(line.product.base_unit)
    written = format_quantity(line.quantity, unit)
    return {
        "quantity": f"{written}{NBSP}×" if unit == BaseUnit.PIECE else written,
        "name": line.product.name,
        "amount": format_euros(line.amount_cents),
    }
