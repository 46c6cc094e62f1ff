"""Whoever has a removed or moved date open reads what happened, and is led on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commons.core.dates import day_long
from distributions.addresses import next_shop_path
from distributions.models import Distribution, GoneDate
from shop.checkout.finding import Gone, Moved
from shop.checkout.posting import wants_json

View = Callable[..., HttpResponseBase]


def leads_on(view: View) -> View:
    """Of a page of one date: where that was removed, the next one with a sentence."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **named)
        except Gone as gone:
            # The script sends the whole form then, whose answer says it.
            if wants_json(request):
                return HttpResponse(status=410)
            messages.warning(request, sentence_of(gone.date))
            return redirect(next_shop_path(gone.date.collective))

    return wrapped


def led_to(path: str, request: HttpRequest, moved: Moved) -> HttpResponse:
    """The page at the new address, with a sentence: who comes has the former day in mind."""
    if wants_json(request):
        return HttpResponse(status=410)
    messages.warning(request, moved_sentence(moved.distribution))
    if request.method == "POST":
        messages.warning(request, _("What you just chose was not kept: choose it here again."))
    return redirect(path, permanent=request.method == "GET")


def moved_sentence(moved: Distribution) -> str:
    return _(
        "This distribution was moved: it takes place on %(day)s now (%(place)s, %(town)s)."
    ) % {
        "day": day_long(moved.starts_at, moved.collective.zone),
        "place": moved.place.name,
        "town": moved.place.town,
    }


def sentence_of(gone: GoneDate) -> str:
    day = day_long(gone.starts_at, gone.collective.zone)
    return _(
        "The distribution of %(day)s (%(place)s) was removed: nothing was ordered there. "
        "Here is what comes next."
    ) % {"day": day, "place": gone.place_name}
