"""What an answer allows a browser to do, and what is answered where the database is busy or a page
has moved.

Ours allows little; the Wagtail admin needs inline styles, and shows a page in a frame before it is
published.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.shortcuts import render
from django.utils.csp import CSP
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from commons.core.locking import Busy, is_contention

ADMIN_PREFIX = "/gestion/"
ADMIN_POLICY = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
}
# The position finds the collectives nearby; passkeys are not named, since browsers allow them to
# a page's own scripts.
PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


class Policy(ContentSecurityPolicyMiddleware):
    """Django's middleware with another policy under the admin's prefix.

    A preview is a page of ours within a request of the admin's: it comes through here first, as the
    page that it will be, and keeps that policy. Wagtail says itself by X-Frame-Options which of its
    previews stand in a frame.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(request, "is_preview", False):
            policy = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}
            setattr(response, "_csp_config", policy)  # noqa: B010  (what Django reads)
        elif request.path.startswith(ADMIN_PREFIX):
            setattr(response, "_csp_config", ADMIN_POLICY)  # noqa: B010  (what Django reads)
        return super().process_response(request, response)


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say which of a device's powers a page may ask for; Django has no setting for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


class BusyPage:
    """Where a page found the database busy and has no words of its own for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Busy) and not is_contention(error):
            return None
        response = render(request, "503.html", {"sentence": Busy.sentence}, status=503)
        response.headers["Retry-After"] = "5"
        return response


class MovedPages(RedirectMiddleware):
    """Wagtail's: a page that was renamed or moved is found at its old address.

    One that was called back to its old name and then taken away is not found: that address would
    lead to itself for ever.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer: HttpResponse = super().process_response(request, response)
        return response if answer.headers.get("Location") == request.path else answer
