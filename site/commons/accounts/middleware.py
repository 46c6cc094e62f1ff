"""French unless the person chose English; `Accept-Language` is ignored."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.session.get("language") or settings.LANGUAGE_CODE
        with translation.override(chosen):
            return get_response(request)

    return middleware
