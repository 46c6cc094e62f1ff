"""What an answer allows a browser to do: ours little; the Wagtail admin needs inline styles."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.utils.csp import CSP

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
    """Django's middleware with another policy under the admin's prefix."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(ADMIN_PREFIX):
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
