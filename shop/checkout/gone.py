"""Whoever has a removed date open reads what happened, and is led to the next one."""

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
from distributions.models import GoneDate
from shop.checkout.finding import Gone
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


def sentence_of(gone: GoneDate) -> str:
    day = day_long(gone.starts_at, gone.collective.zone)
    return _(
        "The distribution of %(day)s (%(place)s) was removed: nothing was ordered there. "
        "Here is what comes next."
    ) % {"day": day, "place": gone.place_name}
