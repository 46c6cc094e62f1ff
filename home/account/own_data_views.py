"""`/compte/donnees/`: take one's data along, or erase the account."""

from collections.abc import Callable
from typing import cast
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.accounts.models import User
from commons.accounts.own_data import own_household
from commons.accounts.own_data_services import NotYet, erase_person, export_person, refusals
from commons.core.locking import Busy
from commons.core.ratelimit import limited
from home.account.forms import SureForm

AN_HOUR, AT_MOST = 3600, 10
CONFIRMED = "confirme"
type View = Callable[[HttpRequest], HttpResponse]


def signed_in_just_now(view: View) -> View:
    """Ask for the password, or the second factor, of whoever has one and gave it a while ago."""
    guarded: View = reauthentication_required(view)
    return guarded


@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """What can be done about one's data, and what stands against it."""
    return _page(request)


@login_required
@limited("own-data", AT_MOST, AN_HOUR)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """All of it, as a file; nothing is written.

    Whoever has to give the password again is back on the page then: a file leaves one where one is.
    """
    try:
        return _file(request)
    except ReauthenticationRequired:
        back = f"{reverse('home:account_own_data')}?{CONFIRMED}=1"
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")


@signed_in_just_now
def _file(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    data = export_person(user=_user(request), now=now)
    name = f"mes-donnees-{timezone.localdate(now).isoformat()}.json"
    return JsonResponse(
        data,
        encoder=DjangoJSONEncoder,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@login_required
@limited("own-data", AT_MOST, AN_HOUR)
@require_POST
@signed_in_just_now
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the account, once the person has said that they know what goes."""
    form = SureForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        erase_person(user=_user(request), now=timezone.now())
    except (NotYet, Busy) as refused:
        messages.error(request, str(refused))
        return redirect("home:account_own_data")
    logout(request)
    messages.success(request, _("Your account is erased. Your orders stay in the books, nameless."))
    return redirect("/")


def _page(request: HttpRequest, form: SureForm | None = None) -> HttpResponse:
    user = _user(request)
    context = {
        "form": form or SureForm(),
        "refusals": refusals(user, timezone.now()),
        "is_confirmed": CONFIRMED in request.GET,
        "is_alone": own_household(user) is not None,
    }
    return render(request, "home/own_data.html", context, status=422 if form else 200)


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
