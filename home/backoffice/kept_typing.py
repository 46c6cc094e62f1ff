"""What was typed in a form of the back office while a session ended: back after signing in.

The door forgets such a form; Django refuses one that is older than a sign-in in another tab. Kept
in the visitor's session, without files and passwords and so long as it is no larger than a long
page, it comes back: a room shows its form as it was sent, Wagtail's editor of pages stores a draft
of it, other forms of Wagtail's are sent once more by a button. Nothing is published or saved
unasked.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from commons.core.form_marks import AS_STORED, MARKS, give_back
from commons.core.ratelimit import allow

EDITORS = tuple(f"wagtailadmin_pages:{name}" for name in ("add", "edit", "revisions_revert"))
APPS = (
    *("wagtailimages", "wagtaildocs", "wagtailredirects"),
    *("wagtailadmin_collections", "wagtailadmin_workflows"),
)
FORMS = (
    *(f"{app}:{name}" for app in APPS for name in ("add", "edit")),
    *("wagtailadmin_workflows:add_task", "wagtailadmin_workflows:edit_task"),
    *("wagtailadmin_pages:copy", "wagtailadmin_account"),
)
ROOM = "backoffice_"
KEPT = "typed_form"
LONGEST = 300_000  # characters, as they are sent
MOST, HOUR = 30, 3600  # from one address: who is not signed in could fill the disk
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of a field)
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
        if not is_kept(_name(request)):
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


def is_kept(name: str) -> bool:
    """Whether what is sent to an address, by its full name, comes back after a sign-in."""
    return name in EDITORS or name in FORMS or name.startswith(ROOM)


def too_old(request: HttpRequest) -> HttpResponse | None:
    """The answer to such a form that is older than the last sign-in; ours alone."""
    ours = f"{request.scheme}://{request.get_host()}"
    if not is_kept(_name(request)) or request.headers.get("Origin") != ours:
        return None
    if request.user.is_anonymous:
        return _ended(request) or redirect_to_login(request.get_full_path())
    if answer := _said(request):
        return answer
    if _name(request).startswith(ROOM):
        return HttpResponseRedirect(request.get_full_path()) if _keep(request) else None
    return given_back(request, request.POST)


def given_back(request: HttpRequest, typed: QueryDict) -> HttpResponse | None:
    """A page with one button; a room shows it by itself."""
    if _name(request).startswith(ROOM):
        give_back(request, typed)
        return None
    fields = [
        (name, text)
        for name, texts in typed.lists()
        for text in texts
        if name != TOKEN and not name.startswith("action-")
    ]
    is_draft = _name(request) in EDITORS
    context = {"fields": fields, "as_stored": f"{request.path}?{AS_STORED}", "is_draft": is_draft}
    return render(request, "backoffice/typed_again.html", context)


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


def _ended(request: HttpRequest) -> HttpResponse | None:
    """Keep what was sent, for after the sign-in to which Wagtail leads."""
    if request.method != "POST":
        return None
    if answer := _said(request):
        return answer
    _keep(request)
    return None


def _keep(request: HttpRequest) -> bool:
    """Whether it could be kept: a bare button has nothing to keep."""
    texts = [(name, texts) for name, texts in request.POST.lists() if _is_typed(name)]
    if all(name in MARKS for name, _texts in texts):
        return False
    typed = QueryDict(mutable=True)
    for name, several in texts:
        typed.setlist(name, several)
    sent = typed.urlencode()
    address = get_adapter().get_client_ip(request)
    if len(sent) > LONGEST or not allow(f"typed:{address}", MOST, HOUR):
        return False
    request.session[KEPT] = {"path": request.path, "typed": sent}
    return True


def _is_typed(name: str) -> bool:
    return name != TOKEN and "password" not in name


def _said(request: HttpRequest) -> JsonResponse | None:
    """What the editor shows where it stored a draft by itself in vain."""
    if request.headers.get("Accept") != "application/json":
        return None
    sentence = _("Your session has ended: save to sign in again, what you typed comes with you.")
    answer: dict[str, Any] = {"error_code": "locked", "error_message": sentence}
    return JsonResponse({"success": False, **answer}, status=403)
