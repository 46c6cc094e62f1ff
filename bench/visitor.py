"""Calls the WSGI application in this process, as gunicorn does, and says what a request cost."""

import gzip
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from statistics import median
from time import process_time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from bench import cpu
from commons.accounts.models import User

CSRF = "b" * 32  # Django takes an unmasked secret as it is
FORM = "application/x-www-form-urlencoded"
BY_SCRIPT = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
"""What `basket_post.js` sends along."""
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
WARM_UP = 3  # requests that are not counted
type Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass
class Answer:
    """`cpu_ms` is of the web process, `database_ms` of PostgreSQL, where there is one.

    `statements` are counted for a visitor who `counts`, without those of transactions.
    """

    status: int
    body: bytes
    location: str
    cpu_ms: float = 0.0
    database_ms: float = 0.0
    statements: int = 0


def session_of(user: User) -> str:
    """The key of a session in which they are signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@dataclass
class Visitor:
    """Somebody, signed in or not; one who `counts` the statements takes more CPU."""

    application: Application
    session: str = ""
    counts: bool = False
    factory: RequestFactory = field(default_factory=RequestFactory)

    def get(self, path: str) -> Answer:
        return self._ask(self.factory.get(path, headers=self._headers()))

    def post(self, path: str, data: Mapping[str, str], *, by_script: bool = False) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": CSRF, **data})
        headers = self._headers() | (BY_SCRIPT if by_script else {})
        return self._ask(self.factory.post(path, body, FORM, headers=headers))

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

        of_database = cpu.of_database()
        with CaptureQueriesContext(connection) if self.counts else nullcontext() as captured:
            begun = process_time()
            response = self.application(request.environ, start_response)
            body = b"".join(response)
            response.close()
            spent = (process_time() - begun) * 1000
        return Answer(
            said["status"],
            body,
            said["headers"].get("Location", ""),
            cpu_ms=spent,
            database_ms=cpu.of_database() - of_database,
            statements=statements_of(captured) if captured else 0,
        )


def statements_of(captured: CaptureQueriesContext) -> int:
    """Without those that begin and end transactions."""
    return sum(not query["sql"].startswith(TRANSACTION) for query in captured)


@dataclass
class Cost:
    """What a piece of work took, over some turns of it; of one request or of several."""

    statements: int = 0
    body: bytes = b""
    cpu_ms: list[float] = field(default_factory=list)
    database_ms: list[float] = field(default_factory=list)

    def add(self, *answers: Answer) -> None:
        self.cpu_ms.append(sum(each.cpu_ms for each in answers))
        self.database_ms.append(sum(each.database_ms for each in answers))

    def count(self, *answers: Answer) -> None:
        """Of a visitor who counts."""
        self.statements = sum(each.statements for each in answers)
        self.body = answers[-1].body

    def spent(self) -> dict[str, float]:
        web, database = median(self.cpu_ms), median(self.database_ms)
        return {"statements": self.statements} | cpu_figures(web, database)

    def figures(self) -> dict[str, float]:
        """With the bytes of the page."""
        return {
            **self.spent(),
            "bytes": len(self.body),
            "bytes_gzip": len(gzip.compress(self.body)),
        }


def cpu_figures(web: float, database: float) -> dict[str, float]:
    """`all_ms` is both; a database in a file works inside the web process."""
    found = {"cpu_ms": round(web, 2), "all_ms": round(web + database, 2)}
    if connection.vendor == "postgresql":
        found["postgresql_ms"] = round(database, 2)
    return found


def expect(answer: Answer, status: int = 200) -> Answer:
    if answer.status != status:
        shown = answer.body[:2000].decode(errors="replace")
        raise AssertionError(f"answered {answer.status}, not {status}: {answer.location} {shown}")
    return answer
