"""What machines ask: does the process answer, is it ready for requests, how long are the queues.

Answered before any other middleware: no host name to know, no redirect, no session, no language.
"""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils import timezone

from collectifs.operations.metrics import CONTENT_TYPE, exposition
from collectifs.operations.readiness import not_ready

Handler = Callable[[HttpRequest], HttpResponse]
LOCAL = [
    ip_network(each)
    for each in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7")
]
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; whether it can work is `readyz`."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """503 with the names of what is not ready: "database", "migrations", "cache"."""
    missing = not_ready()
    answer = {"ready": not missing, "not_ready": missing}
    return JsonResponse(answer, status=503 if missing else 200)


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus; for others than it the page does not exist."""
    if not may_read_metrics(request):
        return HttpResponseNotFound("not found\n", content_type="text/plain")
    return HttpResponse(exposition(now=timezone.now()), content_type=CONTENT_TYPE)


PROBES: dict[str, Handler] = {"healthz": healthz, "readyz": readyz, "metrics": metrics}


def probes(get_response: Handler) -> Handler:
    """Middleware; the same addresses stand in the URLconf, which the tests of addresses read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info.removeprefix("/"))
        if probe is None:
            return get_response(request)
        response = probe(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def may_read_metrics(request: HttpRequest) -> bool:
    """With the token; without one only straight from the machine or its private network.

    A request that a proxy passed on comes from a private address too, so it needs the token.
    """
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and scheme.lower() == "bearer":
        return compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    if any(name in request.headers for name in FORWARDED):
        return False
    return _is_local(request.META.get("REMOTE_ADDR", ""))


def _is_local(address: str) -> bool:
    try:
        return any(ip_address(address) in network for network in LOCAL)
    except ValueError:  # a socket has no address
        return False
