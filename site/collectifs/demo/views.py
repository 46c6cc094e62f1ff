"""The demo's mailbox: every mail of the outbox, for whoever tries the demo. A 404 elsewhere."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from commons.core.models import OutboxMail

type Policy = dict[str, list[str]]
type View = Callable[..., HttpResponse]

MAILS_PER_PAGE = 25
# A mail's links open in the page around its frame; nothing else works in there.
SANDBOX = "allow-top-navigation-by-user-activation"
MAIL_POLICY: Policy = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [CSP.SELF],
    "sandbox": [SANDBOX],
}
FRAMING_POLICY: Policy = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


def only_in_demo(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **arguments)

    return guarded


@only_in_demo
def mailbox(request: HttpRequest) -> HttpResponse:
    """Those that are written, the newest first; the texts stay in the database."""
    mails = (
        OutboxMail.objects.filter(facts__isnull=True)
        .defer("text", "html")
        .order_by("-created_at", "-pk")
    )
    page = Paginator(mails, MAILS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mailbox.html", {"page": page})


@only_in_demo
@csp_override(FRAMING_POLICY)
def mail(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = get_object_or_404(OutboxMail, uid=uid)
    files = found.attachments.order_by("pk").defer("content")
    return render(request, "demo/mail.html", {"mail": found, "files": files, "sandbox": SANDBOX})


@only_in_demo
@csp_override(MAIL_POLICY)
@xframe_options_sameorigin
def mail_body(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The HTML of a mail, alone."""
    html = get_object_or_404(OutboxMail, uid=uid).html
    return HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))


@only_in_demo
def attachment(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """A file of a mail, to download; `number` counts from 1."""
    files = get_object_or_404(OutboxMail, uid=uid).attachments.order_by("pk")
    if not 1 <= number <= len(files):
        raise Http404
    file = files[number - 1]
    return HttpResponse(
        bytes(file.content),
        content_type=file.mimetype,
        headers={"Content-Disposition": content_disposition_header(True, file.name) or ""},
    )
