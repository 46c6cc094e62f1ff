"""The cast, each with a signed-in browser."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.cast import STRANGER, Cast


class Company:
    """Whatever a request writes is undone."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.client = Client(raise_request_exception=False)
        self.keys = {name: self._key(name) for name in cast.users}

    def _key(self, name: str) -> str:
        client = Client()
        client.force_login(self.cast.users[name])
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def asks(
        self, name: str, path: str, method: str = "get", body: Mapping[str, object] | None = None
    ) -> str:
        """What one of them gets, in the words of the expectations."""
        with self.answer(name, path, method, body) as response:
            return in_words(response)

    def reads(
        self, name: str, path: str, method: str = "get", body: Mapping[str, object] | None = None
    ) -> tuple[str, str]:
        """The same, with what the page says."""
        with self.answer(name, path, method, body) as response:
            whole = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined,arg-type]
            return in_words(response), whole.decode(errors="replace")

    def keeps(self, name: str, path: str, body: Mapping[str, object]) -> str:
        """What one of them gets for a form; what it writes stays."""
        self._enter(name)
        return in_words(self.client.post(path, body))

    @contextmanager
    def answer(
        self, name: str, path: str, method: str, body: Mapping[str, object] | None
    ) -> Iterator[HttpResponseBase]:
        self._enter(name)
        with transaction.atomic():
            ask = self.client.get if method == "get" else self.client.post
            yield ask(path, body)
            transaction.set_rollback(True)

    def _enter(self, name: str) -> None:
        self.client.cookies.clear()
        if name != STRANGER:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[name]
        cache.clear()


def in_words(response: HttpResponseBase) -> str:
    where = response.headers.get("Location", "")
    if where.startswith("/compte/login/"):
        return "login"
    return f"-> {where}" if where else str(response.status_code)


def refused(answer: str) -> bool:
    return answer in {"login", "403", "404", "405"} or answer.startswith("-> /gestion/login/")


def kept_out(answer: str) -> bool:
    """Wagtail sends back to its home page with a sentence."""
    return refused(answer) or answer == "-> /gestion/"
