"""A customer with a browser who asks a server over the wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.conf import settings

from bench.machine import HOST
from bench.visitor import BY_SCRIPT, CSRF, FORM, Answer


@dataclass
class Customer:
    """Signed in with the key of a session, or a stranger."""

    port: int
    session: str = ""

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, self._headers())

    def post(self, path: str, data: Mapping[str, str], *, by_script: bool = False) -> Answer:
        headers = self._headers() | (BY_SCRIPT if by_script else {})
        body = urlencode({"csrfmiddlewaretoken": CSRF, **data})
        return self._ask("POST", path, headers, body)

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: str | None = None
    ) -> Answer:
        asked = HTTPConnection(HOST, self.port, timeout=60)
        try:
            asked.request(method, path, body, headers)
            answer = asked.getresponse()
            found = answer.read()
        finally:
            asked.close()
        return Answer(answer.status, found, answer.headers.get("Location", ""))

    def _headers(self) -> dict[str, str]:
        """As the proxy in front sends them on."""
        cookies = f"{settings.CSRF_COOKIE_NAME}={CSRF}"
        if self.session:
            cookies += f"; {settings.SESSION_COOKIE_NAME}={self.session}"
        return {
            "Host": HOST,
            "Origin": f"https://{HOST}",
            "Cookie": cookies,
            "Content-Type": FORM,
            "X-Forwarded-Proto": "https",
        }
