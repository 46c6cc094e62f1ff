"""Calls the WSGI application in this process, as gunicorn does, and says what a request cost."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median
from time import process_time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from commons.accounts.models import User

CSRF = "b" * 32  # Django takes an unmasked secret as it is
FORM = "application/x-www-form-urlencoded"
WARM_UP = 3  # requests that are not counted
type Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass
class Answer:
    status: int
    body: bytes
    location: str
    cpu_ms: float


def session_of(user: User) -> str:
    """The key of a session in which they are signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@dataclass
class Visitor:
    """Somebody, signed in or not. `cpu_ms` counts all that this process does for the request."""

    application: Application
    session: str = ""
    factory: RequestFactory = field(default_factory=RequestFactory)

    def get(self, path: str) -> Answer:
        return self._ask(self.factory.get(path, headers=self._headers()))

    def post(self, path: str, data: Mapping[str, str]) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": CSRF, **data})
        return self._ask(self.factory.post(path, body, FORM, headers=self._headers()))

    def _headers(self) -> dict[str, str]:
        """Behind a proxy that speaks https."""
        host = settings.ALLOWED_HOSTS[0]
        cookies = {settings.CSRF_COOKIE_NAME: CSRF}
        if self.session:
            cookies[settings.SESSION_COOKIE_NAME] = self.session
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        shown = {"Host": host, "Origin": f"https://{host}", "Cookie": cookie}
        return {**shown, "X-Forwarded-Proto": "https"}

    def _ask(self, request: Any) -> Answer:
        said: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], *_more: Any) -> None:
            said.update(status=int(status[:3]), headers=dict(headers))

        begun = process_time()
        response = self.application(request.environ, start_response)
        body = b"".join(response)
        response.close()
        spent = (process_time() - begun) * 1000
        return Answer(said["status"], body, said["headers"].get("Location", ""), spent)


@dataclass
class Cost:
    """What a page took, over some requests of it."""

    queries: int = 0
    cpu_ms: list[float] = field(default_factory=list)
    body: bytes = b""

    def figures(self) -> dict[str, float]:
        return {
            "queries": self.queries,
            "cpu_ms": round(median(self.cpu_ms), 2),
            "bytes": len(self.body),
            "bytes_gzip": len(gzip.compress(self.body)),
        }


def expect(answer: Answer, status: int = 200) -> Answer:
    if answer.status != status:
        shown = answer.body[:2000].decode(errors="replace")
        raise AssertionError(f"answered {answer.status}, not {status}: {answer.location} {shown}")
    return answer


def counted[T](do: Callable[[], T]) -> tuple[T, int]:
    """The result and its statements: savepoints, BEGIN and COMMIT count too."""
    with CaptureQueriesContext(connection) as statements:
        result = do()
    return result, len(statements)
