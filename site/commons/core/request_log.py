"""One line for each request, and an id that every other line of the request carries."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
HEADER = "X-Request-ID"

logger = structlog.get_logger("collectifs.requests")

Handler = Callable[[HttpRequest], HttpResponse]


def request_log(get_response: Handler) -> Handler:
    """The proxy's id where it gives one; the answer carries it, so that people can quote it.

    The line names the route, not the address: some addresses hold a token that signs in.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = given if GIVEN.fullmatch(given) else uuid4().hex
        # Until the end of the request: Django says what failed after the last middleware.
        structlog.contextvars.bind_contextvars(request_id=request_id)
        begun = time.perf_counter()
        response = get_response(request)
        logger.info(
            "request",
            method=request.method,
            route=route_of(request),
            status=response.status_code,
            ms=round((time.perf_counter() - begun) * 1000, 1),
        )
        response.headers[HEADER] = request_id
        return response

    return middleware


@receiver(request_finished)
def forget_request(**_: object) -> None:
    """The thread serves somebody else next."""
    structlog.contextvars.unbind_contextvars("request_id")


def route_of(request: HttpRequest) -> str:
    """The pattern that answered, such as "<slug:collective>/panier/"; "" for none."""
    return str(request.resolver_match.route) if request.resolver_match else ""
