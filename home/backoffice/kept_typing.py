"""What was typed in Wagtail's editor of a page while a session ended: given back after signing in.

Wagtail sends such a form to the door and forgets it; Django refuses one that is older than a
sign-in in another tab. Kept in the visitor's session, so long as it is no larger than a long page,
it is shown as a form that stores a draft: nobody publishes by it.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from commons.core.ratelimit import allow

EDITORS = ("wagtailadmin_pages:add", "wagtailadmin_pages:edit")
KEPT = "typed_page"
LONGEST = 300_000  # characters, as they are sent
MOST, HOUR = 30, 3600  # from one address: who is not signed in could fill the disk
AS_STORED = "as_stored"
# Wagtail says so of a draft that another has stored meanwhile; its French says "will be written".
NOT_STORED = gettext_noop("Saving will overwrite a newer version.")


class KeptTyping:
    """Middleware, after what mends typed text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _named: object
    ) -> HttpResponse | None:
        if not _is_editor(request):
            return None
        if request.user.is_anonymous:
            return _ended(request)
        kept = request.session.get(KEPT)
        if kept is None or kept["path"] != request.path:
            return None
        if request.method == "GET" and AS_STORED not in request.GET:
            return given_back(request, QueryDict(kept["typed"]))
        del request.session[KEPT]
        return None


def too_old(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form of the editor that is older than the last sign-in; ours alone."""
    ours = f"{request.scheme}://{request.get_host()}"
    if not _is_editor(request) or request.headers.get("Origin") != ours:
        return None
    if request.user.is_anonymous:
        return _ended(request) or redirect_to_login(request.get_full_path())
    return _said(request) or given_back(request, request.POST)


def given_back(request: HttpRequest, typed: QueryDict) -> HttpResponse:
    fields = [
        (name, text)
        for name, texts in typed.lists()
        for text in texts
        if name != "csrfmiddlewaretoken" and not name.startswith("action-")
    ]
    context = {"fields": fields, "as_stored": f"{request.path}?{AS_STORED}"}
    return render(request, "backoffice/typed_again.html", context)


def _is_editor(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.view_name in EDITORS)


def _ended(request: HttpRequest) -> HttpResponse | None:
    """Keep what was sent, for after the sign-in to which Wagtail leads."""
    if request.method != "POST":
        return None
    if answer := _said(request):
        return answer
    typed = request.POST.urlencode()
    address = get_adapter().get_client_ip(request)
    if len(typed) <= LONGEST and allow(f"typed:{address}", MOST, HOUR):
        request.session[KEPT] = {"path": request.path, "typed": typed}
    return None


def _said(request: HttpRequest) -> JsonResponse | None:
    """What the editor shows where it stored a draft by itself in vain."""
    if request.headers.get("Accept") != "application/json":
        return None
    sentence = _("Your session has ended: save to sign in again, what you typed comes with you.")
    answer: dict[str, Any] = {"error_code": "locked", "error_message": sentence}
    return JsonResponse({"success": False, **answer}, status=403)
