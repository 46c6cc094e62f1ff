"""Who signed in, and in which language: French unless they chose English.

`Accept-Language` is ignored.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from commons.accounts.backends import read_with
from commons.accounts.models import User


class Authentication(AuthenticationMiddleware):
    """Django's; the person comes with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        setattr(request, "user", SimpleLazyObject(lambda: _person(request)))  # noqa: B010  (a lazy one)


def _person(request: HttpRequest) -> User | AnonymousUser:
    with read_with(request.session):
        return get_user(request)


def language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.session.get("language") or settings.LANGUAGE_CODE
        with translation.override(chosen):
            return get_response(request)

    return middleware
